using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Yunhepan.FeedBot.Chat.Text;

/// <summary>A text of the bot before the markup of any platform. Foreign words can only be text in it.</summary>
internal sealed record ChatText(ImmutableArray<ChatSpan> Spans)
{
    public static ChatText Empty { get; } = new(ImmutableArray<ChatSpan>.Empty);

    /// <summary>The text without styles.</summary>
    public string Plain => string.Concat(Spans.Select(span => span.Text));

    /// <summary>The length in UTF-16 units, as Telegram states its limits.</summary>
    public int Length => Spans.Sum(span => span.Text.Length);

    /// <summary>True if nothing of the text is visible; no platform accepts such a text.</summary>
    public bool IsBlank => !HasWords(Plain);

    public static ChatText From(string text) => Empty.Add(text);

    public ChatText Add(string text) => Append(new ChatSpan(text));

    public ChatText Bold(string text) => Append(new ChatSpan(text, ChatStyle.Bold));

    public ChatText Italic(string text) => Append(new ChatSpan(text, ChatStyle.Italic));

    public ChatText Strike(string text) => Append(new ChatSpan(text, ChatStyle.Strike));

    /// <summary>Appends a link, or only the words if the address is not an absolute http(s) address.</summary>
    public ChatText Link(string text, string? url, ChatStyle style = ChatStyle.None) => Append(new ChatSpan(text, style, WebAddress(url)));

    public ChatText Line() => Add("\n");

    /// <summary>Appends a new line with text.</summary>
    public ChatText Line(string text) => Add("\n" + text);

    public ChatText Append(ChatText other) => new(Spans.AddRange(other.Spans));

    /// <summary>Returns at most this many units, cut between visible characters, with an ellipsis.</summary>
    public ChatText Cut(int length)
    {
        if (Length <= length)
            return this;
        var left = length - 1;
        var kept = ImmutableArray.CreateBuilder<ChatSpan>();
        foreach (var span in Spans)
        {
            var head = ChatCharacters.Head(span.Text, left);
            if (head.Length > 0)
                kept.Add(span with { Text = head });
            left -= head.Length;
            if (head.Length < span.Text.Length)
                break;
        }

        kept.Add(new ChatSpan("…"));
        return new ChatText(kept.ToImmutable());
    }

    /// <summary>Returns the text in pieces of at most this many units, split between paragraphs if possible.</summary>
    public IReadOnlyList<ChatText> Pieces(int length)
    {
        List<ChatText> pieces = [];
        var piece = ImmutableArray.CreateBuilder<ChatSpan>();
        var left = length;
        foreach (var span in Spans)
        {
            var rest = span.Text;
            while (rest.Length > left)
            {
                var head = ChatCharacters.Head(rest, left);
                if (head.LastIndexOf('\n') is var paragraph && paragraph > head.Length / 2)
                    head = head[..paragraph];
                if (head.Length > 0)
                    piece.Add(span with { Text = head });
                else if (piece.Count == 0)
                    head = rest[..StringInfo.GetNextTextElementLength(rest)];
                pieces.Add(new ChatText(piece.DrainToImmutable()));
                (rest, left) = (rest[head.Length..].TrimStart('\n'), length);
            }

            if (rest.Length > 0)
                piece.Add(span with { Text = rest });
            left -= rest.Length;
        }

        if (piece.Count > 0)
            pieces.Add(new ChatText(piece.DrainToImmutable()));
        return [.. pieces.Where(each => !each.IsBlank)];
    }

    /// <summary>Returns the address if it is an absolute http(s) address that fits into a link; otherwise null.</summary>
    public static string? WebAddress(string? url) =>
        url is { Length: > 0 and <= 2048 }
        && Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            ? uri.AbsoluteUri
            : null;

    /// <summary>Returns the words cut to at most this many units, never through a character.</summary>
    public static string Shorten(string text, int length) =>
        text.Length <= length ? text : ChatCharacters.Head(text, length - 1).TrimEnd() + "…";

    /// <summary>Returns true if anything is visible: white space, zero-width characters and lone marks are not.</summary>
    public static bool HasWords(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Fillers.Contains(rune.Value) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Surrogate
                or UnicodeCategory.OtherNotAssigned))
                return true;
        }

        return false;
    }

    // Letters and symbols without a visible form: Hangul fillers, the empty braille pattern.
    private static readonly int[] Fillers = [0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800];

    private ChatText Append(ChatSpan span) =>
        span.Text.Length == 0 ? this : new(Spans.Add(span with { Text = ChatCharacters.Clean(span.Text) }));
}
