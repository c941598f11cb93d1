using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Benchmarks.Articles;

/// <summary>One version of a story.</summary>
internal sealed record StoryText(string Title, string Text, DateTimeOffset PublishedAt);

/// <summary>
/// Makes the changes that portals make to a text they copy, and those that make another story of the same form. The labels of the
/// story figures depend on them. Deterministic for a seed.
/// </summary>
internal static partial class StoryMutations
{
    /// <summary>Changes after which a text is still the same story.</summary>
    public static IReadOnlyList<(string Name, Func<StoryText, Random, StoryText> Apply)> Same { get; } =
    [
        ("copied, days later", (t, r) => t with { PublishedAt = t.PublishedAt.AddHours(r.Next(1, 72)) }),
        ("another title", (t, r) => t with { Title = OtherTitle(t, r), PublishedAt = t.PublishedAt.AddHours(r.Next(1, 24)) }),
        ("prefix and signature", (t, r) => t with { Text = Prefix(t, r) + t.Text + "\n" + Signature(t) }),
        ("notices around it", (t, r) => t with { Text = Notice(t, r) + "\n" + t.Text + "\n" + Notice(t, r) + "\n" + Notice(t, r) }),
        ("cut to 60 %", (t, _) => t with { Text = Cut(t.Text, 0.6) }),
        ("cut to 35 %, read on there", (t, _) => t with { Text = Cut(t.Text, 0.35) + (IsIdeographic(t.Text) ? "…… 点击查看全文" : " … Read the full story") }),
        ("1 % of letters changed", (t, r) => t with { Text = Edit(t.Text, 0.01, r) }),
        ("3 % of letters changed", (t, r) => t with { Text = Edit(t.Text, 0.03, r) }),
        ("a paragraph left out, one added", (t, r) => t with { Text = SwapParagraph(t, r) }),
        ("set anew: widths, quotes, spaces, one paragraph", (t, _) => t with { Text = Reset(t.Text) }),
        ("another title, prefix, cut to 60 %, notices", (t, r) =>
            t with { Title = OtherTitle(t, r), Text = Prefix(t, r) + Cut(t.Text, 0.6) + "\n" + Notice(t, r), PublishedAt = t.PublishedAt.AddHours(r.Next(1, 48)) }),
    ];

    /// <summary>Changes after which a text is another story, however similar it looks.</summary>
    public static IReadOnlyList<(string Name, Func<StoryText, Random, StoryText?> Apply)> Other { get; } =
    [
        ("the form filled in with other numbers", (t, r) => OtherNumbers(t, r)),
        ("the next issue: numbers and day", (t, r) => OtherNumbers(t, r) is { } o ? o with { PublishedAt = t.PublishedAt.AddDays(7) } : null),
        ("another report under the same title", (t, r) => t with { Text = Scrambled(t.Text, r) }),
        ("another report with the same notices", (t, r) => t with { Title = OtherTitle(t, r), Text = Notice(t, r) + "\n" + Scrambled(t.Text, r) + "\n" + Notice(t, r) }),
    ];

    /// <summary>Makes a digest that begins with another text and contains the beginning of each story.</summary>
    public static StoryText Digest(IReadOnlyList<StoryText> stories, Random random) => new(
        IsIdeographic(stories[0].Text) ? $"早报：一分钟知天下 第{random.Next(100, 999)}期" : $"Morning briefing {random.Next(100, 999)}",
        string.Join('\n', stories.Select(t => t.Title + "\n" + Cut(t.Text, 0.15))),
        stories[0].PublishedAt.AddDays(1));

    public static bool IsIdeographic(string text) => text.Take(400).Count(c => c is (>= '\u3040' and <= '\u30ff') or (>= '\u4e00' and <= '\u9fff')) > 80;

    private static string OtherTitle(StoryText t, Random r)
    {
        if (IsIdeographic(t.Text))
        {
            var start = r.Next(Math.Max(1, t.Title.Length / 2));
            return r.Next(3) switch
            {
                0 => "关注！" + t.Title[start..],
                1 => t.Text.Split('。', '\n')[0] is { Length: > 6 } first ? first[..Math.Min(first.Length, 26)] : "最新消息",
                _ => t.Title[..Math.Min(t.Title.Length, Math.Max(4, t.Title.Length * 2 / 3))] + " 详情公布",
            };
        }

        var words = t.Title.Split(' ');
        return r.Next(2) == 0
            ? string.Join(' ', t.Text.Split(' ').Take(9))
            : "Report: " + string.Join(' ', words.Take(Math.Max(2, words.Length * 2 / 3)));
    }

    private static string Prefix(StoryText t, Random r) => IsIdeographic(t.Text)
        ? r.Next(3) switch
        {
            0 => "本报讯（记者 张三 通讯员 李四）",
            1 => $"某某网济宁{t.PublishedAt.Month}月{t.PublishedAt.Day}日讯 ",
            _ => "中新网某地电 ",
        }
        : $"JINING, {t.PublishedAt.ToString("MMM d", CultureInfo.InvariantCulture)} (Agency) -- ";

    private static string Signature(StoryText t) => IsIdeographic(t.Text) ? "（责任编辑：王五）\n来源：某某日报" : "Editing by A. N. Editor. Originally published by The Example Times.";

    private static string Notice(StoryText t, Random r)
    {
        string[] notices = IsIdeographic(t.Text)
            ?
            [
                "免责声明：本文仅代表作者个人观点，与本网无关。其原创性以及文中陈述文字和内容未经本站证实，对本文以及其中全部或者部分内容、文字的真实性、完整性、及时性本站不作任何保证或承诺，请读者仅作参考，并请自行核实相关内容。",
                "凡本网注明来源的作品，版权均属于本网，未经授权不得转载、摘编或利用其它方式使用。已经授权使用作品的，应在授权范围内使用，并注明来源。违反上述声明者，本网将追究其相关法律责任。",
                "温馨提示：关注本站公众号，第一时间获取本地新闻、生活服务和办事指南。投稿邮箱与爆料热线见页面下方，一经采用即付稿酬。",
            ]
            :
            [
                "Disclaimer: the views expressed in this article are those of the author alone and do not reflect the position of this site, which makes no warranty as to its accuracy or completeness.",
                "All rights reserved. This material may not be published, broadcast, rewritten or redistributed in whole or part without express written permission of the copyright holders.",
                "Sign up to our free newsletter to receive the top stories of the day straight to your inbox every morning, and follow us on all channels for more.",
            ];
        return notices[r.Next(notices.Length)];
    }

    /// <summary>Returns whole sentences up to a share of the text.</summary>
    private static string Cut(string text, double part)
    {
        var wanted = (int)(text.Length * part);
        var end = text.IndexOfAny(['。', '\n', '.', '！', '？'], Math.Min(wanted, text.Length - 1));
        return end < 0 ? text : text[..(end + 1)];
    }

    /// <summary>Replaces ideographs, or words in alphabetic scripts, by others of the same text and keeps numbers.</summary>
    private static string Edit(string text, double part, Random r)
    {
        if (!IsIdeographic(text))
        {
            var words = text.Split(' ');
            for (var i = 0; i < words.Length; i++)
            {
                if (r.NextDouble() < part && words[i].Length > 0 && words[i].All(char.IsLetter))
                    words[i] = words[r.Next(words.Length)];
            }

            return string.Join(' ', words);
        }

        var letters = new StringBuilder(text);
        for (var i = 0; i < letters.Length; i++)
        {
            if (r.NextDouble() < part && letters[i] is >= '\u4e00' and <= '\u9fff')
                letters[i] = text[r.Next(text.Length)] is var c and >= '\u4e00' and <= '\u9fff' ? c : letters[i];
        }

        return letters.ToString();
    }

    private static string SwapParagraph(StoryText t, Random r)
    {
        var paragraphs = t.Text.Split('\n').ToList();
        if (paragraphs.Count > 3)
            paragraphs.RemoveAt(1 + r.Next(paragraphs.Count - 2));
        paragraphs.Insert(Math.Min(1, paragraphs.Count), Notice(t, r));
        return string.Join('\n', paragraphs);
    }

    private static string Reset(string text) => string.Concat(text
        .Replace('“', '"').Replace('”', '"').Replace("\n", IsIdeographic(text) ? "　　" : "  ", StringComparison.Ordinal)
        .Select(c => c is >= '0' and <= '9' && IsIdeographic(text) ? (char)(c - '0' + '０') : c));

    private static StoryText? OtherNumbers(StoryText t, Random r)
    {
        var count = 0;
        var text = Number.Replace(t.Text, m =>
        {
            count++;
            return Different(m.Value, r);
        });
        // A text with few numbers is not a form: without them it would be the same story.
        return count < 4 ? null : t with { Title = Number.Replace(t.Title, m => Different(m.Value, r)), Text = text, PublishedAt = t.PublishedAt.AddDays(1) };
    }

    private static string Different(string number, Random r)
    {
        string other;
        do
        {
            other = string.Concat(number.Select((c, i) => char.IsAsciiDigit(c) ? (char)('0' + (i == 0 ? r.Next(1, 10) : r.Next(10))) : c));
        }
        while (other == number);
        return other;
    }

    /// <summary>Returns the same words in another order, like another text with the same vocabulary.</summary>
    private static string Scrambled(string text, Random r)
    {
        var parts = IsIdeographic(text) ? Pairs(text) : text.Split(' ');
        r.Shuffle(parts);
        return string.Join(IsIdeographic(text) ? "" : " ", parts);
    }

    private static string[] Pairs(string text) => [.. text.Chunk(2).Select(c => new string(c))];

    [GeneratedRegex("[0-9]+(?:[.,][0-9]+)*", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Number { get; }
}
