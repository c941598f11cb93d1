using System.Collections.Frozen;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Maps words to commands: names and aliases, ignoring case. Built once from the list of commands.</summary>
internal sealed class CommandWords
{
    private FrozenDictionary<string, string>? _names;

    /// <summary>Returns the command names by word.</summary>
    public FrozenDictionary<string, string> NamesOf(IReadOnlyList<IChatCommand> commands) =>
        _names ??= commands
            .SelectMany(command => command.Aliases.Prepend(command.Name).Select(word => KeyValuePair.Create(word, command.Name)))
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}

/// <param name="Command">The command; null if the words name none.</param>
/// <param name="Argument">The text after its name; all words if there is no command.</param>
/// <param name="IsSlash">True if it was written with a slash.</param>
internal sealed record RoutedText(IChatCommand? Command, string Argument, bool IsSlash);

/// <summary>Finds the command in a person's text: <c>/follow 教育</c>, <c>关注 教育</c>, <c>关注教育</c>.</summary>
internal sealed class CommandRouter(IEnumerable<IChatCommand> commands, CommandWords words)
{
    private readonly List<IChatCommand> _commands = [.. commands];

    public IReadOnlyList<IChatCommand> Menu => _commands.FindAll(command => command.IsListed);

    public RoutedText Route(string text)
    {
        text = text.Trim();
        // Chinese keyboards produce a full-width slash.
        var isSlash = text.StartsWith('/') || text.StartsWith('／');
        var line = isSlash ? text[1..].TrimStart() : text;
        var (first, after) = Split(line);
        if (Find(first) is { } command)
            return new RoutedText(command, after, isSlash);
        return FindJoined(line) ?? new RoutedText(null, line, isSlash);
    }

    private IChatCommand? Find(string word) =>
        words.NamesOf(_commands).TryGetValue(word, out var name) ? _commands.Find(command => command.Name == name) : null;

    // Chinese is written without spaces, so the longest alias wins: 取消关注教育 is not 取消…
    private RoutedText? FindJoined(string line)
    {
        var alias = words.NamesOf(_commands).Keys
            .Where(word => word[0] > '\u2E7F' && line.StartsWith(word, StringComparison.Ordinal))
            .MaxBy(word => word.Length);
        return alias is null ? null : new RoutedText(Find(alias), line[alias.Length..].Trim(), IsSlash: false);
    }

    private static (string First, string After) Split(string line)
    {
        var end = line.AsSpan().IndexOfAny(" \t\r\n\u3000");
        return end < 0 ? (line, "") : (line[..end], line[(end + 1)..].Trim());
    }
}
