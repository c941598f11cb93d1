namespace Yunhepan.FeedBot.Cli;

/// <summary>Errors go to standard error, a line each.</summary>
internal static class CliErrors
{
    public static async Task<int> FailAsync(string message)
    {
        await Console.Error.WriteLineAsync($"feedbot: {message}");
        return ExitCodes.Failed;
    }
}
