using System.Diagnostics;
namespace Yunhepan.FeedBot.Articles.Ending;

/// <summary>Whether words that something is over speak of this person or warning. Another one's good end ends nothing here.</summary>
internal static class SameSubject
{
    /// <summary>Titles that share so much in one piece name the same case.</summary>
    private const int SharedTitle = 8;

    private static readonly string[] Together = ["均", "都已", "全部", "两人", "二人", "三人", "几人", "both", "all "];

    /// <summary>For a sentence of the article's own: it speaks of its subject unless it names another.</summary>
    /// <param name="before">What the article said before.</param>
    public static bool MaySpeakOf(EndingWords words, AlertSubject subject, string before)
    {
        var sentence = words.Sentence;
        bool IsKnown(string place) => before.Contains(place, StringComparison.Ordinal);
        if (subject.Kind == SubjectKind.Warning)
        {
            return (AlertSubject.PlacesIn(sentence) is not { Count: > 0 } places || places.Any(IsKnown))
                && IsWarning(words, subject) && !EndWords.IsRaised(sentence);
        }

        if (!AlertSubject.OriginsIn(sentence).All(IsKnown))
            return false;
        var named = PersonNames.AnyIn(sentence);
        if (subject.Names.Count == 0)
            return named.All(name => before.Contains(name, StringComparison.Ordinal));
        if (named.Count > 0 && !named.Any(name => subject.Names.Any(sought => IsSame(name, sought))))
            return false;
        return subject.Names.Count == 1 || Names(sentence, subject);
    }

    /// <summary>The alerts of which a notice of the same source speaks. Where it may mean one of several, it ends none.</summary>
    public static IReadOnlyList<(Article Article, AlertEnd End)> Ended(
        Article notice, IReadOnlyList<EndingWords> said, IReadOnlyList<Article> open)
    {
        List<(Article Article, AlertEnd End, bool IsCertain, AlertSubject Subject)> meant = [];
        foreach (var article in open)
        {
            var subject = AlertSubject.Read(article.Title, TextOf(article));
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
        // By kind and place alone: of two cases that differ, nobody knows which is meant.
        var cases = meant.DistinctBy(
            m => string.Join('|', m.Subject.Names.Concat(m.Subject.Warnings).Concat(m.Subject.Places).Order(StringComparer.Ordinal)))
            .Count();
        return cases == 1 && (meant.Count == 1 || meant[0].Subject.Kind == SubjectKind.Warning)
            ? [.. meant.Select(m => (m.Article, m.End))] : [];
    }

    /// <returns>Null: nothing says that it is the same. True: it is named, quoted or linked.</returns>
    private static bool? Evidence(Article notice, EndingWords words, Article article, AlertSubject subject)
    {
        var sentence = words.Sentence;
        var isQuoted = (
            article.Title.Length >= SharedTitle
            && (notice.ContentText.Contains(article.Title, StringComparison.Ordinal)
            || notice.Title.Contains(article.Title, StringComparison.Ordinal)))
            || (article.Url is { Length: > 12 } url && notice.ContentHtml.Contains(url, StringComparison.Ordinal));
        if (subject.Kind == SubjectKind.Warning)
        {
            if (!IsWarning(words, subject) || !HaveCommonPlace(notice.Title + sentence, article))
                return null;
            return isQuoted ? true : Shares(AlertSubject.WarningsIn(sentence + notice.Title), subject.Warnings) ? false : null;
        }

        // Who is merely mentioned in the sentence is not who was found.
        var spoken = notice.Title + "\n" + words.Clause;
        var named = PersonNames.AnyIn(sentence);
        // The sentence tells of somebody else.
        if (named.Count > 0 && subject.Names.Count > 0 && !named.Any(name => subject.Names.Any(sought => IsSame(name, sought))))
            return null;
        if (isQuoted)
            return true;
        var full = subject.Names.Where(name => !name.Contains('某')).ToList();
        if (full.Count > 0)
            return Names(spoken, subject) ? true : null;
        // Half a name is many people's: the place must be the same, or the words of the title.
        if (subject.Names.Count > 0)
            return Names(spoken, subject)
                && (SharesTitle(notice.Title, article.Title)
                || (AlertSubject.PlacesIn(spoken).Count > 0 && HaveCommonPlace(spoken, article))) ? false : null;
        return SharesTitle(notice.Title, article.Title) && HaveCommonPlace(spoken, article) ? false : null;
    }

    private static bool Names(string words, AlertSubject subject) =>
        subject.Names.All(name => words.Contains(name, StringComparison.OrdinalIgnoreCase))
        || (subject.Names.Any(name => words.Contains(name, StringComparison.OrdinalIgnoreCase))
            && Together.Any(word => words.Contains(word, StringComparison.OrdinalIgnoreCase)));

    // The clause that says so decides: 交通管制已解除，暴雨预警持续 lifts no warning.
    private static bool IsWarning(EndingWords words, AlertSubject subject)
    {
        if ((AlertSubject.WarningsIn(words.Clause) is { Count: > 0 } named
            ? named : AlertSubject.WarningsIn(words.Sentence)) is { Count: > 0 } dangers && subject.Warnings.Count > 0
            && !Shares(dangers, subject.Warnings))
            return false;
        var colours = AlertSubject.ColoursIn(words.Clause);
        if (colours.Count == 0 || subject.Colours.Count == 0)
            return true;
        return words.End == AlertEnd.Lowered ? colours.Min() < subject.Colours.Max() : colours.Overlaps(subject.Colours);
    }

    private static bool HaveCommonPlace(string words, Article article)
    {
        var places = AlertSubject.PlacesIn(words);
        var own = AlertSubject.PlacesIn(article.Title + "\n" + TextOf(article));
        return places.Count == 0 || own.Count == 0 || places.Overlaps(own);
    }

    private static bool Shares(HashSet<string> some, IReadOnlySet<string> others) => others.Any(some.Contains);

    private static bool Fits(AlertEnd end, SubjectKind kind) => end switch
    {
        AlertEnd.Found or AlertEnd.SearchOver => kind == SubjectKind.Missing,
        AlertEnd.Caught => kind == SubjectKind.Wanted,
        AlertEnd.Lifted or AlertEnd.Lowered => kind == SubjectKind.Warning,
        _ => throw new UnreachableException($"an end of the kind {end}"),
    };

    private static bool IsSame(string name, string other) =>
        name.Contains(other, StringComparison.OrdinalIgnoreCase) || other.Contains(name, StringComparison.OrdinalIgnoreCase);

    private static bool SharesTitle(string one, string other)
    {
        string a = Letters(one), b = Letters(other);
        var longest = 0;
        var before = new int[b.Length + 1];
        foreach (var c in a)
        {
            var row = new int[b.Length + 1];
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = b[j - 1] == c ? before[j - 1] + 1 : 0;
                longest = Math.Max(longest, row[j]);
            }

            before = row;
        }

        // A word of English is as long as several of Chinese.
        return longest >= (a.Any(c => c > '\u2E7F') ? SharedTitle : 3 * SharedTitle);
    }

    // What every such title has in common proves nothing.
    private static string Letters(string title)
    {
        foreach (var word in (ReadOnlySpan<string>)["寻人启事", "寻人", "急寻", "已找到", "已平安", "平安回家", "启事", "紧急", "扩散", "协查通报", "悬赏通告", "通缉令"])
            title = title.Replace(word, "", StringComparison.Ordinal);
        return string.Concat(title.Where(char.IsLetterOrDigit).Take(200));
    }

    private static string TextOf(Article article) => article.ContentText.Length > 0 ? article.ContentText : article.Summary ?? "";
}
