namespace Yunhepan.FeedBot.Chat.Text;

[Flags]
internal enum ChatStyle
{
    None = 0,
    Bold = 1,
    Italic = 2,
    Strike = 4,
}

/// <summary>A stretch of plain text in one style. Line breaks are in the text; markup is not: a platform escapes it.</summary>
internal sealed record ChatSpan(string Text, ChatStyle Style = ChatStyle.None, string? Url = null);
