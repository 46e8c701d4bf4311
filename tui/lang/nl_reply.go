package lang

var nlReply = Reply{}
