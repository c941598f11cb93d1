using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Articles.Subjects;

/// <summary>
/// The person, place and subject of a notice: the parts of its form that are filled in each time. Two notices with the same words
/// that differ here are two notices.
/// </summary>
/// <param name="Kind">The kind of notice; none for other texts.</param>
/// <param name="Names">The full names of people sought; 李某 would fit many people.</param>
/// <param name="Said">The title and text without the parts that each portal adds.</param>
internal sealed partial record Particulars(
    SubjectKind Kind, IReadOnlySet<string> Names, IReadOnlySet<string> Ages, IReadOnlySet<string> Sexes, IReadOnlyList<string> Places,
    IReadOnlySet<string> Warnings, IReadOnlySet<int> Colours, string Said)
{
    /// <summary>The length of a notice; the text after it is calls to share it.</summary>
    private const int SearchedLength = 1_500;

    public static Particulars Read(string title, string text)
    {
        var said = Credits.Replace(title + "\n" + Dateline.Replace(text.Length > SearchedLength ? text[..SearchedLength] : text, ""), "");
        var subject = AlertSubject.Read(title, said);
        return new Particulars(
            subject.Kind, PersonNames.SoughtIn(title, said).Where(name => !name.Contains('某')).ToHashSet(StringComparer.OrdinalIgnoreCase),
            AgesIn(said),
            Sex.Matches(said).Select(m => SexOf(m.Value)).ToHashSet(StringComparer.Ordinal),
            [.. PlacesIn(said, subject.Kind != SubjectKind.None).Distinct(StringComparer.OrdinalIgnoreCase)],
            AlertSubject.WarningsIn(title), subject.Colours, said);
    }

    public static HashSet<string> AgesIn(string text) =>
        Age.Matches(text).Select(m => m.Groups["age"].Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether somebody is sought whom the text does not describe: only the picture shows who it is.</summary>
    public bool NamesNobody =>
        Kind is SubjectKind.Missing or SubjectKind.Wanted && Names.Count == 0 && Ages.Count == 0 && Places.Count == 0;

    /// <summary>Returns whether both name the same person; null if one names nobody.</summary>
    public bool? IsSamePerson(Particulars other)
    {
        if (Names.Count == 0 || other.Names.Count == 0)
            return null;
        return Names.Any(name => other.Names.Any(o => PersonNames.IsSame(name, o)))
            && !(AreOther(Ages, other.Ages) && IsElsewhere(other));
    }

    /// <summary>Returns what both state differently; null if they may concern the same.</summary>
    public string? DifferenceFrom(Particulars other) => IsSamePerson(other) switch
    {
        true => null,
        false => "another person",
        _ when AreOther(Ages, other.Ages) => "a person of another age",
        _ when AreOther(Sexes, other.Sexes) => "a person of another sex",
        _ when IsElsewhere(other) => "another place",
        _ when AreOther(Warnings, other.Warnings) || AreOther(Colours, other.Colours) => "another warning",
        _ => null,
    };

    /// <summary>Returns true if each names a place that the other does not mention.</summary>
    public bool IsElsewhere(Particulars other) => Lacks(Places, other.Said) && Lacks(other.Places, Said);

    private static bool Lacks(IReadOnlyList<string> places, string said) =>
        places.Any(place => !said.Contains(place, StringComparison.OrdinalIgnoreCase));

    private static bool AreOther<T>(IReadOnlySet<T> some, IReadOnlySet<T> others) =>
        some.Count > 0 && others.Count > 0 && !some.Overlaps(others);

    private static IEnumerable<string> PlacesIn(string text, bool isNotice) => Place.Matches(text)
        .Select(m => Preposition.Replace(m.Value, ""))
        .Where(place => place.Length > 1 && !AnyPlace.IsMatch(place))
        .Concat((isNotice ? LatinPlace : LatinStreet).Matches(text)
            .Select(m => m.Groups["place"].Value).Where(place => !Calendar.IsMatch(place)));

    private static string SexOf(string word) => word.ToLowerInvariant() is [('男' or 'b' or 'm'), ..] or "his" or "he" or "him" ? "m" : "f";

    [GeneratedRegex(
        @"(?<age>\d{1,3})\s*周?岁|\b(?<age>\d{1,2})[- ]years?[- ]old\b|\baged? (?<age>\d{1,2})\b|(?<=\p{L}, )(?<age>\d{1,2})(?=, )",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Age { get; }

    [GeneratedRegex(
        @"[男女](?=[孩童子性婴士生，,。；;、）)])|(?<=[，,（(])[男女]|\b(?:boy|girl|man|woman|his|her|he|she|him)\b", RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Sex { get; }

    private const string LatinKinds =
        "(?:Street|Road|Avenue|Lane|Drive|Way|Park|County|District|City|Town|Village|Bridge|School|Station|Square|Hospital|River|Lake)";

    [GeneratedRegex(
        @"\p{IsCJKUnifiedIdeographs}{1,2}(?:省|市(?!民|场|区)|区(?!域|间|别)|县|镇|乡(?!亲)|村(?!民)|街道?|路(?!人|线|过|面|程|灯|况|由|费|基|径)"
        + "|大道|胡同|巷|庄|小学|中学|大学|医院|公园|广场|花园|水库|车站|大桥|大厦|小区|社区|河(?!道)|湖|城(?!管))",
        RegexOptions.None, 5_000)]
    private static partial Regex Place { get; }

    [GeneratedRegex("^.?[在于到从由的是]|^[至往向和及与沿经对住将为离近过]", RegexOptions.None, 5_000)]
    private static partial Regex Preposition { get; }

    // 全市, 我县, 各小区 and 两条道路 name no particular place.
    [GeneratedRegex("^(?:[我全本该各城地社辖园小两一此整道公铁同大中附当外灾老新]|.?[条段个座所处道])(?:省|市|区|县|镇|乡|村|街道?|路|小区|社区|城)$", RegexOptions.None, 5_000)]
    private static partial Regex AnyPlace { get; }

    [GeneratedRegex(@"\b(?<place>\p{Lu}[\p{L}'’-]+ " + LatinKinds + @")\b", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex LatinStreet { get; }

    // Used only for notices, because in German every noun looks like a place.
    [GeneratedRegex(
        @"\b(?<place>\p{Lu}[\p{L}'’-]+ " + LatinKinds + @")\b|\b(?:in|near|at|for|on|from"
            + @"|of) (?:the )?(?<place>\p{Lu}[\p{L}'’-]{2,}(?: \p{Lu}[\p{L}'’-]+)*)",
        RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex LatinPlace { get; }

    [GeneratedRegex(
        "^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)",
        RegexOptions.None, 5_000)]
    private static partial Regex Calendar { get; }

    // For example 本报讯（记者 某某）, 某某网济宁11月20日电 and JINING, Nov 20 (Agency) --
    [GeneratedRegex(
        @"^\s*(?:[^，。！!：:\n]{0,40}?(?:讯|电)(?=[\s　：:（(])|[^\n]{0,40}?\([\p{L} ]{2,30}\)\s*[-–—]+)(?:\s*[（(][^）)\n]{0,40}[）)])?",
        RegexOptions.None, 5_000)]
    private static partial Regex Dateline { get; }

    [GeneratedRegex(
        @"(?:来源|作者|记者|编辑|责编|责任编辑|审核|校对|通讯员|转自|原标题|供稿|出品|发布单位)\s*[:：丨|/]\s*[^\s，。；)）]{1,24}|\b(?:source|via|editing by"
            + @"|reporting by)\b:?[^\n.]{0,60}",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Credits { get; }
}
