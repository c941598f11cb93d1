using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>
/// A plain grey picture. It replaces a photo, which cannot be removed from a message; a message in a private chat cannot be
/// deleted after two days.
/// </summary>
internal static class EmptyPicture
{
    // A picture of 320 by 180 pixels in one colour.
    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAUAAAAC0AQMAAADfKmdSAAAAA1BMVEXZ3eJfsAtjAAAAHklEQVR42u3BMQEAAADCoPVPbQ0PoAAAAAAAAAB+DR" +
        "zUAAG9+HBKAAAAAElFTkSuQmCC");

    public static InputMediaPhoto Below(string caption, ParseMode mode) =>
        new(InputFile.FromStream(new MemoryStream(Png, writable: false), "removed.png")) { Caption = caption, ParseMode = mode };
}
