package lang

var frReply = Reply{}
