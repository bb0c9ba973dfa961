cli-about = An offline terminal reader for Chinese bulletins
