package lang

var deReply = Reply{}
