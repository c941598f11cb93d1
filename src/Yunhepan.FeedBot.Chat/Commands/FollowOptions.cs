using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>
/// The options that may follow the name of a topic: <c>教育 +高考 -培训 语言 zh 静音</c>. They include only articles with the one word,
/// exclude those with the other, restrict the language, or switch off the sound.
/// </summary>
internal static class FollowOptions
{
    private const int MaxWord = 20;

    /// <returns>The name alone, and the options; null if there are none.</returns>
    public static (string Words, SubscriptionChoice? Choice) Read(string argument)
    {
        var parts = argument.Split([' ', '\u3000'], StringSplitOptions.RemoveEmptyEntries);
        List<string> name = [.. parts.Take(1)];
        List<string> include = [];
        List<string> exclude = [];
        string? language = null;
        var isSilent = false;
        for (var i = 1; i < parts.Length; i++)
        {
            if (parts[i] is ['+' or '＋', _, ..])
                include.Add(parts[i][1..]);
            else if (parts[i] is ['-' or '－', _, ..])
                exclude.Add(parts[i][1..]);
            else if (IsLanguage(parts[i]) && i + 1 < parts.Length && LanguageOf(parts[i + 1]) is { } named)
                (language, i) = (named, i + 1);
            else if (IsSilent(parts[i]))
                isSilent = true;
            else
                name.Add(parts[i]);
        }

        return include.Count + exclude.Count == 0 && language is null && !isSilent
            ? (argument, null)
            : (string.Join(
                ' ', name), new SubscriptionChoice { Include = include, Exclude = exclude, Language = language, Silent = isSilent });
    }

    /// <summary>
    /// Returns words that look like options but are none: <c>/夜班/</c>, a sign that stands alone or before the name, an unknown
    /// language. Treating them as part of the name would ignore them silently.
    /// </summary>
    public static IReadOnlyList<string> Unclear(string words)
    {
        var parts = words.Split([' ', '\u3000'], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length < 2
            ? [] : [.. parts.Where((part, i) => part is ['+' or '＋' or '-' or '－' or '/' or '／', ..] || (i > 0 && IsLanguage(part)))];
    }

    /// <summary>Says that nothing was done, and how options are written.</summary>
    public static string NotUnderstood(ChatTexts texts, IEnumerable<string> parts) =>
        texts.Settings.OptionUnclear(Quoted(parts.Take(4), texts.Alert.Comma));

    /// <summary>Describes the options in the reader's language, one part for each; empty if they restrict nothing.</summary>
    public static IReadOnlyList<string> InWords(SubscriptionChoice choice, SettingsTexts texts, string comma)
    {
        List<string> parts = [];
        if (choice.Include.Count > 0)
            parts.Add(texts.OnlyWhatSays(Quoted(choice.Include, comma)));
        if (choice.Exclude.Count > 0)
            parts.Add(texts.NothingThatSays(Quoted(choice.Exclude, comma)));
        if (choice.Language is { } language)
            parts.Add(texts.OnlyIn(language));
        if (choice.Silent)
            parts.Add(texts.WithoutSound);
        if (choice.SwitchedOff.Count > 0)
            parts.Add(texts.SwitchedOff(Quoted(choice.SwitchedOff, comma)));
        return parts;
    }

    private static string Quoted(IEnumerable<string> words, string comma) =>
        string.Join(comma, words.Select(word => $"“{ChatText.Shorten(word, MaxWord)}”"));

    private static bool IsLanguage(string word) => word.ToLowerInvariant() is "语言" or "語言" or "language" or "lang";

    private static bool IsSilent(string word) => word.ToLowerInvariant() is "静音" or "靜音" or "不响" or "无声" or "silent" or "silently";

    private static string? LanguageOf(string word) => word.ToLowerInvariant() switch
    {
        "zh" or "中文" or "汉语" or "chinese" => ChatTexts.Chinese,
        "en" or "英文" or "英语" or "english" => ChatTexts.English,
        _ => null,
    };
}
