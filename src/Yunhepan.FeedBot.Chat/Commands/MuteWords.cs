using Yunhepan.FeedBot.Alerts.Subscribers;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>
/// The parsed request to mute, with its duration: <c>运河门户 2小时</c>, <c>运河门户两小时</c>, <c>education for 3 days</c>.
/// </summary>
/// <param name="Name">The name; empty for everything.</param>
/// <param name="Length">The duration; null if none is stated.</param>
/// <param name="Unclear">Text that looks like a duration but cannot be read; null if there is none.</param>
internal sealed record MuteWords(string Name, TimeSpan? Length, string? Unclear = null)
{
    public static MuteWords Read(string argument, Topics topics)
    {
        if (topics.IsName(argument))
            return new MuteWords(argument, null);
        if (ClockWords.Length(argument) is { } all)
            return new MuteWords("", all);
        if (ClockWords.IsMeantAsLength(argument))
            return new MuteWords("", null, argument);
        // Without a separator only the name of a topic shows where it ends: 新闻两小时.
        if (ClockWords.LengthAtEnd(argument) is var (name, length) && (char.IsWhiteSpace(argument[name.Length]) || topics.IsName(name)))
            return new MuteWords(name, length);
        var (head, last) = Words.Last(argument);
        return head.Length > 0 && ClockWords.BeginsWithNumber(last) ? new MuteWords(head, null, last) : new MuteWords(argument, null);
    }
}
