using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Articles.Notices;
using Yunhepan.FeedBot.Articles.Subjects;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Articles.Ending;

/// <summary>
/// Decides whether words that report an end concern this person or warning. Another subject's good end does not end this alert.
/// </summary>
internal static partial class SameSubject
{
    private static readonly string[] Together = ["均", "都已", "全部", "两人", "二人", "三人", "几人", "both", "all "];

    /// <summary>Returns true for a sentence of the article itself unless it names another subject.</summary>
    /// <param name="before">The previous text of the article.</param>
    public static bool MaySpeakOf(EndingWords words, AlertSubject subject, string before) =>
        HostileText.Says(() => Speaks(words, subject, before));

    private static bool Speaks(EndingWords words, AlertSubject subject, string before)
    {
        var sentence = words.Sentence;
        bool IsKnown(string place) => before.Contains(place, StringComparison.Ordinal);
        if (subject.Kind == SubjectKind.Warning)
        {
            return (AlertSubject.PlacesIn(sentence) is not { Count: > 0 } places || places.Any(IsKnown))
                && IsWarning(words, subject) && !EndWords.IsRaised(sentence);
        }

        if (!AlertSubject.OriginsIn(sentence).All(IsKnown) || !IsOf(words, subject, before))
            return false;
        var named = PersonNames.AnyIn(sentence);
        if (subject.Names.Count == 0)
            return named.All(name => before.Contains(name, StringComparison.Ordinal));
        if (named.Count > 0 && !named.Any(name => subject.Names.Any(sought => PersonNames.IsSame(name, sought))))
            return false;
        return subject.Names.Count == 1 || Names(sentence, subject);
    }

    /// <summary>
    /// Returns the alerts that a notice of the same source concerns. If it may mean one of several, it ends none.
    /// </summary>
    public static IReadOnlyList<(Article Article, AlertEnd End)> Ended(
        Article notice, IReadOnlyList<EndingWords> said, IReadOnlyList<Article> open) =>
        HostileText.Read(() => EndedBy(notice, said, open)) ?? [];

    private static IReadOnlyList<(Article Article, AlertEnd End)> EndedBy(
        Article notice, IReadOnlyList<EndingWords> said, IReadOnlyList<Article> open)
    {
        List<(Article Article, AlertEnd End, bool IsCertain, AlertSubject Subject)> meant = [];
        foreach (var article in open)
        {
            var subject = AlertSubject.Read(article.Title, article.AvailableText);
            foreach (var words in said)
            {
                if (Fits(words.End, subject.Kind) && Evidence(notice, words, article, subject) is { } certain)
                {
                    meant.Add((article, words.End, certain, subject));
                    break;
                }
            }
        }

        var certainly = meant.FindAll(m => m.IsCertain);
        if (certainly.Count > 0)
            return [.. certainly.Select(m => (m.Article, m.End))];
        // If the evidence is only kind and place, two different cases are ambiguous.
        var cases = meant.Select(m => m.Subject.Names.Concat(m.Subject.Warnings).Concat(m.Subject.Places).ToHashSet(StringComparer.Ordinal))
            .Distinct(HashSet<string>.CreateSetComparer()).Count();
        return cases == 1 && (meant.Count == 1 || meant[0].Subject.Kind == SubjectKind.Warning)
            ? [.. meant.Select(m => (m.Article, m.End))] : [];
    }

    /// <summary>Returns true if the words concern the person sought, as far as the article names anybody.</summary>
    private static bool IsOf(EndingWords words, AlertSubject subject, string before) =>
        SoughtPerson.IsOf(words.Of, subject.Names)
        || (subject.Names.Count == 0 && words.Of.Length is >= 2 and <= 4 && before.Contains(words.Of, StringComparison.Ordinal));

    /// <returns>True if the article is named, quoted or linked; null if there is no evidence that it is the same.</returns>
    private static bool? Evidence(Article notice, EndingWords words, Article article, AlertSubject subject)
    {
        var sentence = words.Sentence;
        var isQuoted = (
            article.Title.Length >= TitleAgreement.Length
            && (notice.ContentText.Contains(article.Title, StringComparison.Ordinal)
            || notice.Title.Contains(article.Title, StringComparison.Ordinal)))
            || (article.Url is { Length: > 12 } url && notice.ContentHtml.Contains(url, StringComparison.Ordinal));
        if (subject.Kind == SubjectKind.Warning)
        {
            if (!IsWarning(words, subject) || !IsLiftedThere(notice, words, article))
                return null;
            if (isQuoted)
                return true;
            return Shares(AlertSubject.WarningsIn(sentence + notice.Title), subject.Warnings)
                && !WarnedPlace.IsElsewhere(notice.Title, sentence, article) ? false : null;
        }

        if (!SoughtPerson.IsOf(words.Of, subject.Names) || IsStillSought(notice, article, subject))
            return null;
        // A person who is merely mentioned in the sentence is not the one who was found.
        var spoken = notice.Title + "\n" + words.Clause;
        var named = PersonNames.AnyIn(sentence);
        // The sentence concerns somebody else.
        if (named.Count > 0 && subject.Names.Count > 0 && !named.Any(name => subject.Names.Any(sought => PersonNames.IsSame(name, sought))))
            return null;
        if (isQuoted)
            return true;
        if (NamesakeOf(notice, article, subject))
            return null;
        var full = subject.Names.Where(name => !name.Contains('某')).ToList();
        if (full.Count > 0)
            return Names(spoken, subject) ? true : null;
        // An incomplete name fits many people, so the place or words of the title must agree.
        if (subject.Names.Count > 0)
            return Names(spoken, subject)
                && (TitleAgreement.Shares(notice.Title, article.Title)
                || (AlertSubject.PlacesIn(spoken).Count > 0 && HaveCommonPlace(spoken, article))) ? false : null;
        return TitleAgreement.Shares(notice.Title, article.Title) && HaveCommonPlace(spoken, article) ? false : null;
    }

    /// <summary>Returns true if the notice itself says that this person, or one sought together, is still sought or at large.</summary>
    private static bool IsStillSought(Article notice, Article article, AlertSubject subject) =>
        EndWords.Sentences(notice.Title + "\n" + notice.AvailableText).Any(sentence => StillSought.IsMatch(sentence)
            && (subject.Names.Any(name => sentence.Contains(name, StringComparison.OrdinalIgnoreCase))
                || PersonNames.AnyIn(sentence) is var named
                    && (named.Count == 0 || named.Any(name => article.Title.Contains(name, StringComparison.Ordinal)))));

    [GeneratedRegex(
        "(?:仍|尚|还|至今|依然|依旧)(?:未|没|在|下落|无|杳|失)[^，。]{0,6}(?:找|寻|逃|归案|到案|消息|音讯|踪|不明|联)|下落不明|去向不明|继续(?:搜寻|寻找|追捕|抓捕|搜救)|搜(?:救"
            + @"|寻)(?:仍在)?继续|全力(?:搜寻|寻找|追捕)|扩大搜|\bstill (?:missing|at large|being sought)\b|\bremains? (?:missing|at large)\b",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex StillSought { get; }

    private static bool Names(string words, AlertSubject subject) =>
        subject.Names.All(name => words.Contains(name, StringComparison.OrdinalIgnoreCase))
        || (subject.Names.Any(name => words.Contains(name, StringComparison.OrdinalIgnoreCase))
            && Together.Any(word => words.Contains(word, StringComparison.OrdinalIgnoreCase)));

    // The clause with the report decides: 交通管制已解除，暴雨预警持续 does not lift a warning.
    private static bool IsWarning(EndingWords words, AlertSubject subject)
    {
        var dangers = new[] { words.Of, words.Clause, words.Sentence }.Select(AlertSubject.WarningsIn).FirstOrDefault(d => d.Count > 0);
        if (dangers is not null && !Shares(dangers, subject.Warnings))
            return false;
        var colours = AlertSubject.ColoursIn(words.Clause);
        if (colours.Count == 0 || subject.Colours.Count == 0)
            return true;
        // 红色预警降级 names only the level that it was.
        return words.End == AlertEnd.Lowered
            ? colours.Min() < subject.Colours.Max() || colours.IsSubsetOf(subject.Colours) : colours.Overlaps(subject.Colours);
    }

    /// <summary>
    /// Compares the places of the clause and the title. A warning for several districts ends only if all of them are named.
    /// </summary>
    private static bool IsLiftedThere(Article notice, EndingWords words, Article article)
    {
        var said = notice.Title + "\n" + words.Clause;
        if (AlertSubject.PlacesIn(said).Count == 0)
            said = words.Sentence;
        return HaveCommonPlace(said, article)
            && (AlertSubject.PlacesIn(said) is not { Count: > 0 } lifted
                || AlertSubject.ListedPlacesIn(article.Title + "\n" + article.AvailableText) is var listed
                && (!HaveCommon(listed, lifted) || listed.All(place => lifted.Any(other => IsOne(place, other)))));
    }

    /// <summary>Returns true if the sentences with the name state another age, or call a child an old man.</summary>
    private static bool NamesakeOf(Article notice, Article article, AlertSubject subject)
    {
        bool IsNamed(string sentence) => subject.Names.Any(name => sentence.Contains(name, StringComparison.OrdinalIgnoreCase));
        string Named(string title, string text) => string.Join('\n', EndWords.Sentences(title + "\n" + text).Where(IsNamed));
        var (found, sought) = (Named(notice.Title, notice.AvailableText), Named(article.Title, article.AvailableText));
        var (age, other) = (Particulars.AgesIn(found), Particulars.AgesIn(sought));
        if (age.Count > 0 && other.Count > 0)
            return !age.Overlaps(other);
        return subject.Names.Any(name => IsOld(found, name) && !IsOld(sought, name) && (other.Any(IsChild) || Young.IsMatch(sought)));
    }

    private static bool IsChild(string age) => int.TryParse(age, CultureInfo.InvariantCulture, out var years) && years < 18;

    private static bool IsOld(string text, string name) =>
        Elder.Any(word => text.Contains(word + name, StringComparison.Ordinal) || text.Contains(name + word, StringComparison.Ordinal));

    private static readonly string[] Elder =
        ["老人", "老太", "老太太", "大爷", "大妈", "老汉", "老伯", "elderly ", "elderly man ", "elderly woman "];

    [GeneratedRegex(@"[男女][孩童]|孩子|儿童|幼童|婴儿|小学生|\b(?:boy|girl|child|toddler|baby)\b", RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Young { get; }

    private static bool HaveCommonPlace(string words, Article article)
    {
        var places = AlertSubject.PlacesIn(words);
        var own = AlertSubject.PlacesIn(article.Title + "\n" + article.AvailableText);
        return places.Count == 0 || own.Count == 0 || HaveCommon(places, own);
    }

    private static bool HaveCommon(HashSet<string> places, HashSet<string> others) =>
        places.Any(place => others.Any(other => IsOne(place, other)));

    /// <summary>A matched name may begin with the end of the word before it: 计任城.</summary>
    private static bool IsOne(string place, string other) =>
        place.EndsWith(other, StringComparison.Ordinal) || other.EndsWith(place, StringComparison.Ordinal);

    private static bool Shares(HashSet<string> some, IReadOnlySet<string> others) => others.Any(some.Contains);

    public static bool Fits(AlertEnd end, SubjectKind kind) => end switch
    {
        AlertEnd.Found => kind == SubjectKind.Missing,
        AlertEnd.SearchOver => kind is SubjectKind.Missing or SubjectKind.Wanted,
        AlertEnd.Caught => kind == SubjectKind.Wanted,
        AlertEnd.Lifted or AlertEnd.Lowered => kind == SubjectKind.Warning,
        _ => throw new UnreachableException($"an end of the kind {end}"),
    };
}
