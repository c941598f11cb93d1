namespace Yunhepan.FeedBot.Chat.Commands;

/// <param name="Command">The command; null if the words name none.</param>
/// <param name="Argument">The text after its name; all words if there is no command.</param>
/// <param name="IsSlash">True if it was written with a slash.</param>
internal sealed record RoutedText(IChatCommand? Command, string Argument, bool IsSlash);

/// <summary>Finds the command in a person's text: <c>/follow 教育</c>, <c>关注 教育</c>, <c>关注教育</c>.</summary>
internal sealed class CommandRouter(IEnumerable<IChatCommand> commands)
{
    /// <summary>All commands in the order in which people see them.</summary>
    public IReadOnlyList<IChatCommand> Commands { get; } = [.. commands];

    public RoutedText Route(string text)
    {
        text = text.Trim();
        // Who is puzzled asks more than once.
        if (text.Length > 1 && text.Trim('?', '？').Length == 0)
            text = "?";
        // Chinese keyboards produce a full-width slash, or 、 on the same key.
        var isSlash = text.StartsWith('/') || text.StartsWith('／');
        var line = isSlash || text.StartsWith('、') ? text[1..].TrimStart() : text;
        return CommandNames.Find(Commands, line) is var (command, argument)
            ? new RoutedText(command, argument, isSlash || line != text)
            : new RoutedText(null, isSlash ? line : text, isSlash);
    }
}
