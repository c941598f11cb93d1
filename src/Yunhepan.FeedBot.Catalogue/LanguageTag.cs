using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Catalogue;

/// <summary>Interprets language tags (BCP 47).</summary>
public static partial class LanguageTag
{
    private static readonly FrozenSet<string> Known = (
        "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu "
        + "fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km "
        + "kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om "
        + "or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr "
        + "ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu").Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The languages of the product, in the order in which people see them.</summary>
    public static IReadOnlyList<Language> All { get; } = Enum.GetValues<Language>();

    // What makes Chinese traditional, unless its script is stated as another.
    private static readonly FrozenSet<string> Traditional = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "Hant", "TW", "HK", "MO");

    /// <summary>Returns the product's language for a tag of any script and region; English where there is none.</summary>
    public static Language Read(string? tag) => Recognise(tag) ?? Language.English;

    /// <summary>Returns the product's language that a tag or a list of them begins with; null if there is none.</summary>
    public static Language? Recognise(string? tag)
    {
        var stated = tag.AsSpan().Trim();
        foreach (var language in All)
        {
            var own = Write(language);
            if (stated.StartsWith(own, StringComparison.OrdinalIgnoreCase)
                && (stated.Length == own.Length || !char.IsAsciiLetterOrDigit(stated[own.Length])))
                return language == Language.Chinese && IsTraditional(stated) ? Language.TraditionalChinese : language;
        }

        return null;
    }

    private static bool IsTraditional(ReadOnlySpan<char> tag)
    {
        var end = tag.IndexOfAny(",; ");
        var parts = (end < 0 ? tag : tag[..end]).ToString().Split('-', '_');
        return parts.Any(Traditional.Contains) && !parts.Contains("Hans", StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Returns what the language of a tag has of something; a language without texts of its own has the English ones.</summary>
    public static T Choose<T>(string? tag, T zh, T en, T ja, T es) => Choose(Read(tag), zh, en, ja, es);

    /// <summary>
    /// Returns what a language has of something. Traditional Chinese has what the simplified one has, as it stands: texts of our own
    /// come from <see cref="OwnText"/>.
    /// </summary>
    public static T Choose<T>(Language language, T zh, T en, T ja, T es) => language switch
    {
        Language.Chinese or Language.TraditionalChinese => zh,
        Language.Japanese => ja,
        Language.Spanish => es,
        Language.English => en,
        _ => throw new System.Diagnostics.UnreachableException($"no choice for {language}"),
    };

    /// <summary>Returns the language with exactly this tag, as our own addresses and settings have it; null if there is none.</summary>
    public static Language? Find(string? tag) => All.Select(each => (Language?)each).FirstOrDefault(each => Write(each!.Value) == tag);

    /// <summary>Returns the tag of a language, such as <c>zh</c>.</summary>
    public static string Write(Language language) => language switch
    {
        Language.Chinese => "zh",
        Language.TraditionalChinese => "zh-Hant",
        Language.English => "en",
        Language.Japanese => "ja",
        Language.Spanish => "es",
        _ => throw new System.Diagnostics.UnreachableException($"no tag for {language}"),
    };

    /// <summary>Returns whether the tag denotes Chinese, in any script and region.</summary>
    public static bool IsChinese(string? tag) => IsIn(tag, "zh");

    /// <summary>Returns whether the tag denotes English, of any region.</summary>
    public static bool IsEnglish(string? tag) => IsIn(tag, "en");

    /// <summary>Returns whether the tag denotes a language, in any script and region: <c>zh-Hant</c> is in <c>zh</c>.</summary>
    public static bool IsIn(string? tag, string language) =>
        tag is not null && tag.StartsWith(language, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the tag if its first part is in ISO 639-1, which feed readers know; otherwise null.</summary>
    public static string? OrNull(string? stated)
    {
        var tag = stated?.Trim() ?? "";
        return Shape.IsMatch(tag) && Known.Contains(tag.Split('-')[0]) ? tag : null;
    }

    [GeneratedRegex("^[A-Za-z]{2}(-[A-Za-z0-9]{1,8})*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape { get; }
}
