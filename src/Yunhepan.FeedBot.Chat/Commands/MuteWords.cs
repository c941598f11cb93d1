using Yunhepan.FeedBot.Alerts.Subscribers;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>What is to be muted, and for how long: <c>运河门户 2小时</c>, <c>运河门户两小时</c>, <c>education for 3 days</c>.</summary>
/// <param name="Name">Empty: everything.</param>
/// <param name="Length">Null when none is said.</param>
/// <param name="Unclear">What seems to say how long and cannot be read; null when there is nothing of that kind.</param>
internal sealed record MuteWords(string Name, TimeSpan? Length, string? Unclear = null)
{
    public static MuteWords Read(string wish, Topics topics)
    {
        if (topics.IsName(wish))
            return new MuteWords(wish, null);
        if (ClockWords.Length(wish) is { } all)
            return new MuteWords("", all);
        // Where nothing parts the two, only a topic's own name says where it ends: 新闻两小时.
        if (ClockWords.LengthAtEnd(wish) is var (name, length) && (char.IsWhiteSpace(wish[name.Length]) || topics.IsName(name)))
            return new MuteWords(name, length);
        var (head, last) = Words.Last(wish);
        return head.Length > 0 && ClockWords.BeginsWithNumber(last) ? new MuteWords(head, null, last) : new MuteWords(wish, null);
    }
}
