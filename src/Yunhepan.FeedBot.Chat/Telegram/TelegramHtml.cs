using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Writes the few tags that Telegram allows and escapes everything else.</summary>
internal static class TelegramHtml
{
    public const int MaxLength = 4096;

    // Telegram silently drops entities beyond a hundred.
    private static readonly ChatHtml Tags = new("b", "i", "s") { MostTags = 100 };

    public static string Render(ChatText text) => Tags.Write(text.Cut(MaxLength));
}
