using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>
/// A plain grey picture: a photo cannot be taken out of a message, and after two days no message of a private chat be deleted.
/// </summary>
internal static class EmptyPicture
{
    // 320 by 180, one colour.
    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAUAAAAC0AQMAAADfKmdSAAAAA1BMVEXZ3eJfsAtjAAAAHklEQVR42u3BMQEAAADCoPVPbQ0PoAAAAAAAAAB+DR" +
        "zUAAG9+HBKAAAAAElFTkSuQmCC");

    public static InputMediaPhoto Below(string caption, ParseMode mode) =>
        new(InputFile.FromStream(new MemoryStream(Png, writable: false), "removed.png")) { Caption = caption, ParseMode = mode };
}
