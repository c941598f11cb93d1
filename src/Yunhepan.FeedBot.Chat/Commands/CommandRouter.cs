namespace Yunhepan.FeedBot.Chat.Commands;

/// <param name="Command">Null when the words name none.</param>
/// <param name="Argument">What came after its name; all the words when there is none.</param>
/// <param name="IsSlash">It was written as a command.</param>
internal sealed record RoutedText(IChatCommand? Command, string Argument, bool IsSlash);

/// <summary>Finds the command in what somebody wrote: <c>/follow 教育</c>, <c>关注 教育</c>, <c>关注教育</c>.</summary>
internal sealed class CommandRouter(IEnumerable<IChatCommand> commands)
{
    /// <summary>The one list of commands, in the order people see them.</summary>
    public IReadOnlyList<IChatCommand> Commands { get; } = [.. commands];

    public RoutedText Route(string text)
    {
        text = text.Trim();
        // A full-width slash is what a Chinese keyboard gives, or a 、 for the same key.
        var isSlash = text.StartsWith('/') || text.StartsWith('／');
        var line = isSlash || text.StartsWith('、') ? text[1..].TrimStart() : text;
        return CommandNames.Find(Commands, line) is var (command, argument)
            ? new RoutedText(command, argument, isSlash || line != text)
            : new RoutedText(null, isSlash ? line : text, isSlash);
    }
}
