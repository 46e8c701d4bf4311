package lang

var enReply = Reply{}
