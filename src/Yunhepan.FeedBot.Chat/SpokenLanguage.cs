using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat;

/// <summary>
/// In which language a chat is answered: the one its people chose; else Chinese to who writes Chinese; else what their program speaks,
/// or, where that is unknown, the letters they write.
/// </summary>
internal static class SpokenLanguage
{
    // A word or two of Latin letters may be a name or a command.
    private const int EnoughWords = 3;

    public static string For(Subscriber? known, ChatInput input)
    {
        if (known is { LanguageIsChosen: true })
            return known.Language;
        // What a button says, nobody wrote.
        if (!input.IsButton && HasHan(input.Text))
            return ChatTexts.Chinese;
        return known?.Language ?? (string.IsNullOrWhiteSpace(input.LanguageCode) && IsLatin(input.Text)
            ? ChatTexts.English : ChatTexts.LanguageFor(input.LanguageCode));
    }

    private static bool HasHan(string text) => text.Any(c => c is >= '\u3400' and <= '\u9fff');

    private static bool IsLatin(string text) =>
        !text.StartsWith('/') && text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Count(word => word.All(char.IsAscii) && word.Any(char.IsAsciiLetter)) >= EnoughWords;
}
