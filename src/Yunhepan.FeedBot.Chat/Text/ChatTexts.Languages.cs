using System.Globalization;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Chat.Text;

// The languages, and what depends on them alone.
internal sealed partial record ChatTexts
{
    public const string Chinese = "zh";
    public const string TraditionalChinese = "zh-Hant";
    public const string English = "en";
    public const string Japanese = "ja";
    public const string Spanish = "es";

    public static IReadOnlyList<ChatTexts> All => [Zh, ZhHant, En, Ja, Es];

    public static ChatTexts ZhHant => field ??= TraditionalTexts.From(Zh) with
    {
        Language = TraditionalChinese,
        OwnName = "繁體中文",
        LanguageSet = "好的，以後用繁體中文。",
        Quote = words => $"「{words.Replace('「', '『').Replace('」', '』')}」",
    };

    public required string Language { get; init; }

    /// <summary>What the language calls itself.</summary>
    public required string OwnName { get; init; }

    /// <summary>Writes dates.</summary>
    public required CultureInfo Culture { get; init; }

    /// <summary>Between two sentences.</summary>
    public required string SentenceGap { get; init; }

    /// <summary>Puts words between the quotation marks of the language; marks within become those of a quotation in a quotation.</summary>
    public required Func<string, string> Quote { get; init; }

    /// <summary>
    /// What people may write in this language for a command of this name, the usual first. Chinese and English words stand with the
    /// commands.
    /// </summary>
    public required IReadOnlyDictionary<string, string[]> Names { get; init; }

    /// <summary>Returns the texts in a language; where there are none, the English ones.</summary>
    public static ChatTexts For(string language) =>
        LanguageTag.Read(language) == Catalogue.Language.TraditionalChinese ? ZhHant : InLanguage(language, Zh, En, Ja, Es);

    /// <summary>Returns what a language has of something; a language without its own texts has the English ones.</summary>
    public static T InLanguage<T>(string language, T zh, T en, T ja, T es)
        where T : class => OwnText.Choose(language, zh, en, ja, es);

    /// <summary>
    /// Returns the language to use for the one that a platform or browser states: Chinese for none, and English for one without texts.
    /// </summary>
    public static string LanguageFor(string? code) =>
        string.IsNullOrWhiteSpace(code) ? Chinese : Find(code) ?? English;

    /// <summary>Returns the language that a tag names, in any region; null if there are no texts in it.</summary>
    public static string? Find(string code) => LanguageTag.Recognise(code) is { } language ? LanguageTag.Write(language) : null;
}
