return await Yunhepan.FeedBot.Cli.FeedBotCommandLine.RunAsync(args);
