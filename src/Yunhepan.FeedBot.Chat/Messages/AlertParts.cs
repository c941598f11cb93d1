using System.Buffers;
using System.Globalization;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Messages;

/// <summary>Splits the text of an article that is longer than one message, and numbers the parts.</summary>
internal static class AlertParts
{
    /// <summary>The most messages of one article; who wants more opens its page.</summary>
    public const int Most = 5;

    private const int Room = 3600;
    private const int LabelRoom = 8;

    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create("。！？.!?");

    /// <summary>Returns the text in parts: between paragraphs or sentences where possible, the last one shortened if need be.</summary>
    /// <param name="first">The room in the first message, in UTF-16 units.</param>
    /// <param name="most">The most parts.</param>
    public static IReadOnlyList<string> Split(string text, int first, int most)
    {
        if (most < 2 || text.Length <= first)
            return [ChatText.Shorten(text, Math.Max(first, 1))];
        List<string> parts = [];
        var (rest, room) = (text, Math.Max(first - LabelRoom, 1));
        while (rest.Length > room && parts.Count < most - 1)
        {
            var head = Head(rest, room);
            if (head.Length == 0)
                break;
            parts.Add(head.TrimEnd());
            (rest, room) = (rest[head.Length..].TrimStart(), Room);
        }

        return [.. parts, ChatText.Shorten(rest, room)];
    }

    public static string Label(int part, int of) => string.Create(CultureInfo.InvariantCulture, $"{part}/{of}");

    /// <summary>Returns the messages after the first one.</summary>
    /// <param name="end">What stands below the last part.</param>
    public static IReadOnlyList<ChatText> Further(IReadOnlyList<string> parts, ChatText end) =>
    [
        .. parts.Skip(1).Select((part, index) => ChatText.Empty.Bold(Label(index + 2, parts.Count)).Line(part)
            .Append(index + 2 == parts.Count ? end : ChatText.Empty)),
    ];

    /// <summary>Returns the link that stands below the last part if that is not the end of the text.</summary>
    public static ChatText ToPage(AlertMessage alert, ChatTexts texts) => (alert.PageUrl ?? ChatText.WebAddress(alert.Url)) is { } page
        ? ChatText.Empty.Line().Link(alert.PageUrl is null ? texts.Read : texts.Alert.ReadHere, page) : ChatText.Empty;

    private static string Head(string text, int room)
    {
        var head = ChatCharacters.Head(text, room);
        if (head.LastIndexOf('\n') is var paragraph && paragraph > head.Length / 2)
            return head[..paragraph];
        return head.AsSpan().LastIndexOfAny(SentenceEnds) is var sentence && sentence > head.Length / 2 ? head[..(sentence + 1)] : head;
    }
}
