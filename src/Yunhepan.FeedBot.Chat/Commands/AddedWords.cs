using Yunhepan.FeedBot.Alerts.Subscribers;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Reads the words with which a person narrows a source that is added.</summary>
internal static class AddedWords
{
    private static readonly char[] Separators = [',', '，', '、', ';', '；', '\n', '\r', '\t', '\u3000'];

    /// <summary>Reads words that each bear a sign, and other options of a subscription; null if anything else is among them.</summary>
    public static SubscriptionChoice? ReadMarked(string text) =>
        FollowOptions.Read($"x {text}".Trim(), _ => false) is ("x", { } choice) ? choice : null;

    /// <summary>Reads the answer to the question for words: those without a sign are wanted. Null if there are none.</summary>
    public static SubscriptionChoice? Read(string text)
    {
        // A pattern may contain any of them.
        var line = text.Contains('/', StringComparison.Ordinal) ? text : string.Join(' ', text.Split(Separators));
        var (unread, choice) = FollowOptions.Read($"x {line}".Trim(), _ => false);
        List<string> wanted = [.. Words.Split(choice is null ? line : unread["x".Length..])];
        return choice is null && wanted.Count == 0 ? null
            : (choice ?? SubscriptionChoice.Default) with { Include = [.. choice?.Include ?? [], .. wanted] };
    }
}
