using System.Buffers;
using System.Collections.Frozen;

namespace Yunhepan.FeedBot.Extraction.Html;

/// <summary>
/// Detects the language of a text: by its script if the script has one main language, else by its most common words.
/// </summary>
internal static class LanguageDetection
{
    private const int Sample = 4000;

    private static readonly SearchValues<char> Ukrainian = SearchValues.Create("іїєґІЇЄҐ");

    private static readonly SearchValues<char> Serbian = SearchValues.Create("ђћџљњј");

    private static readonly FrozenDictionary<string, string[]> Languages = CommonWords();

    /// <summary>Returns the BCP 47 tag of the main language, or null if there is too little evidence.</summary>
    public static string? Detect(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sample = text.AsSpan(0, Math.Min(text.Length, Sample));
        var scripts = CountScripts(sample);
        var others = scripts.Latin;
        if (scripts.Kana + scripts.Han + scripts.Hangul is var asian && asian * 3 > others && asian > 0)
            return scripts.Hangul * 2 > asian ? "ko" : scripts.Kana * 12 > asian ? "ja" : "zh";
        var (count, tag) = new (int, string)[]
        {
            (scripts.Cyrillic, Cyrillic(sample)), (scripts.Arabic, Arabic(sample)), (scripts.Hebrew, "he"), (scripts.Thai, "th"),
            (scripts.Greek, "el"), (scripts.Devanagari, "hi"),
        }.MaxBy(x => x.Item1);
        if (count > others && count > 3)
            return tag;
        return others > 12 ? ByWords(sample.ToString()) : null;
    }

    private static string Cyrillic(ReadOnlySpan<char> text) =>
        text.ContainsAny(Ukrainian)
            ? "uk" : text.ContainsAny(Serbian) ? "sr" : text.IndexOfAny("ыэ") < 0 && text.IndexOf('ъ') >= 0 ? "bg" : "ru";

    private static string Arabic(ReadOnlySpan<char> text) => text.IndexOfAny("پچژگ") >= 0 ? "fa" : "ar";

    private static string? ByWords(string text)
    {
        var scores = new Dictionary<string, int>(StringComparer.Ordinal);
        var words = 0;
        foreach (var word in text.ToLowerInvariant().Split(
            [' ', '\n', '\t', ',', '.', ';', ':', '!', '?', '"', '“', '”', '(', ')', '\'', '’', '-', '–'],
            StringSplitOptions.RemoveEmptyEntries))
        {
            words++;
            foreach (var tag in Languages.GetValueOrDefault(word, []))
                scores[tag] = scores.GetValueOrDefault(tag) + 1;
        }
        if (scores.Count == 0)
            return null;
        var best = scores.MaxBy(x => x.Value);
        return best.Value * 20 >= words ? best.Key : null;
    }

    private readonly record struct Scripts(
        int Latin, int Han, int Kana, int Hangul, int Cyrillic, int Arabic, int Hebrew, int Thai, int Greek, int Devanagari);

    private static Scripts CountScripts(ReadOnlySpan<char> text)
    {
        int latin = 0, han = 0, kana = 0, hangul = 0, cyrillic = 0, arabic = 0, hebrew = 0, thai = 0, greek = 0, devanagari = 0;
        foreach (var c in text)
        {
            switch (c)
            {
                case >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '\u00c0' and <= '\u024f' or >= '\u1e00' and <= '\u1eff': latin++; break;
                case >= '\u3400' and <= '\u9fff' or >= '\uf900' and <= '\ufaff': han++; break;
                case >= '\u3041' and <= '\u30fa': kana++; break;
                case >= '\uac00' and <= '\ud7a3': hangul++; break;
                case >= '\u0400' and <= '\u04ff': cyrillic++; break;
                case >= '\u0600' and <= '\u06ff': arabic++; break;
                case >= '\u05d0' and <= '\u05ea': hebrew++; break;
                case >= '\u0e00' and <= '\u0e7f': thai++; break;
                case >= '\u0370' and <= '\u03ff': greek++; break;
                case >= '\u0900' and <= '\u097f': devanagari++; break;
                default: break;
            }
        }
        return new(latin, han, kana, hangul, cyrillic, arabic, hebrew, thai, greek, devanagari);
    }

    private static FrozenDictionary<string, string[]> CommonWords()
    {
        (string Tag, string Words)[] lists =
        [
            ("en", "the of and to in is that it was for on with as are this be by from or have not you his her they which at an has were "
                + "will"),
            ("fr", "le la les des et est une dans que qui pour sur pas au avec du il elle ce sont par plus ne aux cette ont mais nous "
                + "vous en"),
            ("de", "der die das und ist nicht ein eine mit von zu den dem auf für sich auch als wird im es sie dass werden wurde noch "
                + "nach bei"),
            ("es", "el la los las de que y en un una por con para del se es su al lo como más pero fue no sus este ha son entre también"),
            ("pt", "o a os as de que e do da em um uma para com não por mais dos no na se ao como foi são sua pela pelo também mas das"),
            ("it", "il lo la gli le di che e un una per con non del della dei nel sono è si da anche come più alla ha questo delle ma al"),
            ("nl", "de het een van en in is dat op te zijn voor met niet aan er die ook als bij maar naar om door werd wordt hij ze"),
            ("sv", "och att det som en på är av för med till den har inte om ett var han men sig från vi så kan när efter"),
            ("da", "og at det som en på er af for med til den har ikke om et var han men sig fra vi så kan når efter blev"),
            ("nb", "og at det som en på er av for med til den har ikke om et var han men seg fra vi så kan når etter ble"),
            ("pl", "i w na z że się nie do jest to o jak po co ale za od przez dla są był oraz może tym jego które"),
            ("tr", "ve bir bu da de için ile olarak çok daha olan en gibi kadar sonra ne var olduğu ancak değil mi"),
            ("vi", "và của là có không được cho trong với các những một đã người này khi đến từ để tại"),
            ("id", "yang dan di dengan untuk dari ini pada tidak dalam itu akan adalah juga ke oleh telah kata bisa tersebut"),
            ("cs", "a se na v je že to s z o do i pro ale jako by za od po tak jsem který jsou však při"),
            ("fi", "ja on ei että se oli hän mutta kun myös ovat niin kuin tai ole joka sen vain sekä mukaan"),
            ("ro", "și de în la a cu pe nu că din este pentru care mai o un sau au fost fi prin dar"),
            ("hu", "a az és hogy nem is egy ez meg volt csak de már mint ha még azt el kell lesz"),
        ];
        return lists.SelectMany(list => list.Words.Split(' ').Select(word => (word, list.Tag)))
            .GroupBy(x => x.word, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.Select(x => x.Tag).Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
    }
}
