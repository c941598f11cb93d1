namespace Yunhepan.FeedBot.TelegramEmulator;

internal static class Program
{
    private const string Usage =
        """
        A Telegram Bot API server for trying out bots, with a page that shows the chats.

          dotnet run --project tests/Yunhepan.FeedBot.TelegramEmulator -- [options]

          --urls URL        where to listen              (http://127.0.0.1:8081)
          --token TOKEN     the bot's token              (110201543:DEMO)
          --username NAME   the bot's name, without @    (feedbot_demo_bot)
          --empty           start without sample chats
          --help            this text
        """;

    private static async Task<int> Main(string[] args)
    {
        if (args.Contains("--help") || args.Contains("-h"))
        {
            await Console.Out.WriteLineAsync(Usage);
            return 0;
        }

        if (Read(args, out var fault) is not { } options)
        {
            await Console.Error.WriteLineAsync($"{fault}\n\n{Usage}");
            return 2;
        }

        try
        {
            await using var server = await TelegramEmulatorServer.StartAsync(options);
            if (options.SampleChats)
                SampleChats.AddTo(server);
            await Console.Out.WriteLineAsync(
                $"""
                Telegram emulator: {server.BaseUrl}
                Point the bot at it: Bot API address {server.BaseUrl.ToString().TrimEnd('/')}, token {options.Token}
                  e.g. export Telegram__Token={options.Token} Telegram__BaseUrl={server.BaseUrl.ToString().TrimEnd('/')}
                Ctrl-C ends it.
                """);
            await server.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception wrong) when (wrong is IOException or ArgumentException)
        {
            await Console.Error.WriteLineAsync($"Cannot start on {options.Urls}: {wrong.Message}");
            return 1;
        }
    }

    private static EmulatorOptions? Read(string[] args, out string? fault)
    {
        var options = new EmulatorOptions { Urls = "http://127.0.0.1:8081", SampleChats = true };
        fault = null;
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--empty")
            {
                options = options with { SampleChats = false };
                continue;
            }

            if (args[i] is not ("--urls" or "--token" or "--username") || i + 1 == args.Length)
            {
                fault = $"Unknown option or missing value: {args[i]}";
                return null;
            }

            var value = args[i + 1];
            options = args[i++] switch
            {
                "--urls" => options with { Urls = value },
                "--token" => options with { Token = value },
                _ => options with { Username = value },
            };
        }

        return options;
    }
}
