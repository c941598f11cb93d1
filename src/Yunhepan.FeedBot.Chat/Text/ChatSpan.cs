namespace Yunhepan.FeedBot.Chat.Text;

[Flags]
internal enum ChatStyle
{
    None = 0,
    Bold = 1,
    Italic = 2,
    Strike = 4,
}

/// <summary>A piece of plain text in one style. It contains line breaks but no markup, because platforms escape it.</summary>
internal sealed record ChatSpan(string Text, ChatStyle Style = ChatStyle.None, string? Url = null);
