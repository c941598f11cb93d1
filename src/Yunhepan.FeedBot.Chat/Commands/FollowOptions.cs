using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>
/// The options that may follow the name of a topic: <c>教育 +高考 -培训 语言 zh 不响</c>. They include only articles with the one word,
/// exclude those with the other, restrict the language, or switch off the sound.
/// </summary>
internal static partial class FollowOptions
{
    private const int MaxWord = 20;

    private static readonly string[] Silent = ["不响", "收到时不响", "到时不响", "静音", "无声", "silent", "silently", "音なし", "silencioso"];

    private static readonly string[] LanguageWords = ["语言", "language", "lang", "言语", "idioma"];

    private static readonly Dictionary<string, string> Languages = new(StringComparer.OrdinalIgnoreCase)
    {
        ["zh"] = ChatTexts.Chinese, ["中文"] = ChatTexts.Chinese, ["汉语"] = ChatTexts.Chinese, ["chinese"] = ChatTexts.Chinese,
        ["中国语"] = ChatTexts.Chinese, ["chino"] = ChatTexts.Chinese,
        ["en"] = ChatTexts.English, ["英文"] = ChatTexts.English, ["英语"] = ChatTexts.English, ["english"] = ChatTexts.English,
        ["inglés"] = ChatTexts.English, ["ingles"] = ChatTexts.English,
        ["ja"] = ChatTexts.Japanese, ["日本语"] = ChatTexts.Japanese, ["日文"] = ChatTexts.Japanese, ["日语"] = ChatTexts.Japanese,
        ["japanese"] = ChatTexts.Japanese, ["japonés"] = ChatTexts.Japanese, ["japones"] = ChatTexts.Japanese,
        ["es"] = ChatTexts.Spanish, ["español"] = ChatTexts.Spanish, ["espanol"] = ChatTexts.Spanish, ["spanish"] = ChatTexts.Spanish,
        ["castellano"] = ChatTexts.Spanish, ["スペイン语"] = ChatTexts.Spanish, ["西班牙语"] = ChatTexts.Spanish, ["西班牙文"] = ChatTexts.Spanish,
    };

    /// <param name="argument">The argument as written.</param>
    /// <param name="isName">Returns whether words are a name of their own, from which no option is taken.</param>
    /// <returns>The name alone, and the options; null if there are none.</returns>
    public static (string Words, SubscriptionChoice? Choice) Read(string argument, Func<string, bool> isName)
    {
        if (isName(argument))
            return (argument, null);
        var parts = Parted(argument, isName);
        List<string> name = [.. parts.Take(1)];
        List<string> include = [];
        List<string> exclude = [];
        string? language = null;
        var isSilent = false;
        for (var i = 1; i < parts.Count; i++)
        {
            if (parts[i] is ['+' or '＋', _, ..])
                include.Add(parts[i][1..]);
            else if (parts[i] is ['-' or '－', _, ..])
                exclude.Add(parts[i][1..]);
            else if (IsLanguage(parts[i]) && i + 1 < parts.Count && LanguageOf(parts[i + 1]) is { } named)
                (language, i) = (named, i + 1);
            else if (LanguageIn.Match(Words.Plain(parts[i])) is { Success: true } stated
                && LanguageOf(stated.Groups["name"].Value) is { } inOne)
                language = inOne;
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
        var parts = Words.Split(words);
        return parts.Length < 2
            ? [] : [.. parts.Where((part, i) => part is ['+' or '＋' or '-' or '－' or '/' or '／', ..] || (i > 0 && IsLanguage(part)))];
    }

    /// <summary>Returns whether text next to a name refers to an option in any spelling.</summary>
    public static bool SpeaksOfOne(string rest) =>
        Silent.Concat(LanguageWords).Concat(Languages.Keys.Where(key => key.Length > 2 || key[0] > '\u2E7F')).Append("只看").Append("不看")
            .Any(word => Words.Plain(rest).Contains(word, StringComparison.Ordinal))
        || rest.AsSpan().ContainsAny("+＋/／");

    /// <summary>Says that nothing was done, how options are written, and which one may have been meant.</summary>
    public static string NotUnderstood(ChatTexts texts, IReadOnlyList<string> parts)
    {
        var near = parts.SelectMany(part => Suggestion.Nearest(
            part, Silent.Concat(LanguageWords).Select(word => (word, word)), 1)).Distinct().Take(DidYouMean.Most).ToList();
        return texts.Settings.OptionUnclear(Quoted(parts.Take(4), texts)) + DidYouMean.Question(texts, near);
    }

    /// <summary>Describes the options in the reader's language, one part for each; empty if they restrict nothing.</summary>
    public static IReadOnlyList<string> InWords(SubscriptionChoice choice, ChatTexts all)
    {
        var texts = all.Settings;
        List<string> parts = [];
        if (choice.Include.Count > 0)
            parts.Add(texts.OnlyWhatSays(FilterTermText.Show(choice.Include, all)));
        if (choice.Exclude.Count > 0)
            parts.Add(texts.NothingThatSays(FilterTermText.Show(choice.Exclude, all)));
        if (choice.Language is { } language)
            parts.Add(texts.OnlyIn(language));
        if (choice.Silent)
            parts.Add(texts.WithoutSound);
        if (choice.SwitchedOff.Count > 0)
            parts.Add(texts.SwitchedOff(FilterTermText.Show(choice.SwitchedOff, all)));
        return parts;
    }

    public static string Quoted(IEnumerable<string> words, ChatTexts texts) =>
        string.Join(texts.Alert.QuotedComma, words.Select(word => Quoted(word, texts)));

    public static string Quoted(string word, ChatTexts texts) => texts.Quote(ChatText.Shorten(word, MaxWord));

    // Chinese is written without spaces: 新闻+高考-培训, 新闻静音.
    private static List<string> Parted(string argument, Func<string, bool> isName)
    {
        var parts = Words.Split(argument);
        if (parts.Length == 0 || isName(parts[0]))
            return [.. parts];
        var first = BeforeSign.Split(parts[0]).Where(part => part.Length > 0).ToList();
        var plain = Words.Plain(first[0]);
        var option = Silent.FirstOrDefault(word => plain.EndsWith(word, StringComparison.Ordinal))
            ?? (LanguageAfter.Match(plain) is { Success: true } after ? after.Value : "");
        var name = first[0][..^option.Length];
        return option.Length > 0 && isName(name) ? [name, option, .. first.Skip(1), .. parts.Skip(1)] : [.. first, .. parts.Skip(1)];
    }

    private static bool IsLanguage(string word) => LanguageWords.Contains(Words.Plain(word));

    private static bool IsSilent(string word) => Silent.Contains(Words.Plain(word));

    /// <summary>Returns the language that a word names; null if it names none.</summary>
    public static string? LanguageOf(string word) => Languages.GetValueOrDefault(Words.Plain(word));

    private const string Named = "[a-zñé]+|[中英日]文|[汉英日]语|西班牙[语文]|(?:日本|英|中国|スペイン)语";

    /// <summary>Matches 语言英文, 语言：英文, language=en, 只看英文.</summary>
    [GeneratedRegex("^(?:(?:语言|言语|language|lang|idioma)[:：=]?|只看|仅看|only)(?<name>" + Named + ")的?$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex LanguageIn { get; }

    [GeneratedRegex("(?:(?:语言|言语)[:：=]?|只看|仅看)(?:" + Named + ")的?$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex LanguageAfter { get; }

    [GeneratedRegex(@"(?<=\p{IsCJKUnifiedIdeographs})(?=[+＋\-－]\S)", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex BeforeSign { get; }
}
