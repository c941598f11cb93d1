namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Splits an argument into words.</summary>
internal static class Words
{
    public static (string Head, string Tail) First(string text)
    {
        var end = text.AsSpan().IndexOfAny(' ', '\u3000');
        return end < 0 ? (text, "") : (text[..end], text[(end + 1)..].Trim());
    }

    public static (string Head, string Tail) Last(string text)
    {
        var start = text.AsSpan().LastIndexOfAny(' ', '\u3000');
        return start < 0 ? ("", text) : (text[..start].Trim(), text[(start + 1)..]);
    }
}
