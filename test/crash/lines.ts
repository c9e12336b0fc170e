/** What people say in the runs in which things go wrong; whoever has more to say begins anew. */
export const lines = [
  '你好',
  '我们想办呼叫中心',
  '全国的',
  '注册资本一千万',
  '都是内资',
  '大概要多久',
  '说错了,注册资本是500万',
  '需要哪些材料',
  '流程是怎样的',
  '谢谢',
];
