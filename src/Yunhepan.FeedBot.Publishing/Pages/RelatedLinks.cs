using System.Collections.Frozen;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Publishing.Text;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>
/// Those of a source's own "related" links that have to do with the article: portals fill that box with whatever is new. A title is
/// related when it shares two separate words with the article's title, or half of its words with title and text. None is better than
/// an unrelated one.
/// </summary>
internal static class RelatedLinks
{
    private const int Most = 6;
    private const int SharedWithTitle = 2;

    /// <summary>Enough of a text to know what it is about.</summary>
    private const int TextLookedAt = 4000;

    /// <summary>What any two Chinese titles may have in common: particles, numerals, measures.</summary>
    private static readonly FrozenSet<char> Particles =
        ("的了着过在和与及或是有为被把将对向从到于也都就还又不没无一二三四五六七八九十百千万亿两几第个名位条件次年月日时分号"
            + "这那其之以而且等").ToFrozenSet();

    private static readonly FrozenSet<string> Common = FrozenSet.ToFrozenSet(
        [
            "今天", "昨天", "明天", "市民", "居民", "提醒", "通知", "公告", "消息", "工作", "会议", "召开", "我们", "他们", "如何", "什么", "怎么", "为何", "可以",
            "进行", "开展", "举行", "活动", "发布", "新闻", "最新", "全市", "全国", "中国", "关于", "老人", "孩子", "社区", "小区", "学校", "医院", "城区", "全部",
            "近日", "记者", "来源", "the", "and", "for", "with", "from", "that", "this", "are", "was", "has", "have", "will", "not",
            "but", "its", "new", "news", "more", "after", "before", "over", "into", "about", "how", "why", "what", "who", "when",
            "says", "said", "all", "you", "your", "our", "his", "her", "their", "can", "out", "off", "one", "two", "first",
            "year", "years", "today", "city",
        ],
        StringComparer.Ordinal);

    public static IReadOnlyList<(string Title, string Url)> Choose(Article article)
    {
        var own = HttpAddress.OrNull(article.Url);
        var title = WordsOf(article.Title).ToHashSet(StringComparer.Ordinal);
        HashSet<string>? all = null;
        return [.. article.Related.Select(link => (Title: LegalText.OneLine(link.Title), Url: HttpAddress.OrNull(link.Url)))
            .Where(link => link.Title.Length > 0 && link.Url is not null && link.Url != own && link.Title != article.Title)
            .Where(link => IsRelated(link.Title))
            .DistinctBy(link => link.Url)
            .Take(Most)
            .Select(link => (link.Title, link.Url!))];

        bool IsRelated(string other)
        {
            var (shared, _) = Shared(other, title);
            if (shared >= SharedWithTitle)
                return true;
            all ??= [.. title, .. WordsOf(article.ContentText[..Math.Min(article.ContentText.Length, TextLookedAt)])];
            var (told, words) = Shared(other, all);
            return told > SharedWithTitle && 2 * told >= words;
        }
    }

    /// <summary>How many separate words of a title are among some words, and how many it has that mean something.</summary>
    private static (int Shared, int Words) Shared(string title, HashSet<string> words)
    {
        var (shared, all) = (0, 0);
        foreach (var run in Runs(title.ToLowerInvariant()))
        {
            if (char.IsAscii(run[0]))
            {
                all += IsMeaningful(run) ? 1 : 0;
                shared += IsMeaningful(run) && words.Contains(run) ? 1 : 0;
                continue;
            }

            all += run.Count(c => !Particles.Contains(c)) / 2;
            for (var i = 0; i + 1 < run.Length; i++)
            {
                if (!IsMeaningful(run[i..(i + 2)]) || !words.Contains(run[i..(i + 2)]))
                    continue;
                shared++;
                i++;
            }
        }

        return (shared, all);
    }

    /// <summary>Words of Latin script, and pairs of ideographs.</summary>
    private static IEnumerable<string> WordsOf(string text) => Runs(text.ToLowerInvariant())
        .SelectMany(run => char.IsAscii(run[0]) ? [run] : Enumerable.Range(0, Math.Max(0, run.Length - 1)).Select(i => run.Substring(i, 2)))
        .Where(IsMeaningful);

    private static bool IsMeaningful(string word) =>
        word.Length > (char.IsAscii(word[0]) ? 2 : 1) && !Common.Contains(word) && !word.Any(Particles.Contains) && !word.All(char.IsDigit);

    /// <summary>The longest stretches of letters and digits, each of one kind: ASCII, or not.</summary>
    private static IEnumerable<string> Runs(string text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i]) && (i == start || char.IsAscii(text[i]) == char.IsAscii(text[start])))
                continue;
            if (i > start)
                yield return text[start..i];
            start = i < text.Length && char.IsLetterOrDigit(text[i]) ? i : i + 1;
        }
    }
}
