using System.Globalization;
using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>A small news site whose articles have nothing in common, in the forms in which hostile flows need it.</summary>
internal static class FlowSite
{
    private static readonly string[] Subjects =
    [
        "古槐路综合改造今天完工", "湖畔图书馆延长晚间开放", "第三水厂完成滤池检修", "运河码头恢复周末航班", "北湖小学启用新操场", "城郊公交线路作出调整",
        "老城热力管网开始注水", "农贸市场清理占道摊位", "文化馆开办戏曲讲堂", "科技园迎来两家新企业", "东门桥夜间封闭施工", "博物馆展出新近陶器",
    ];

    private static readonly string[] Things = ["路灯", "书架", "水泵", "船票", "跑道", "站牌", "阀门", "摊位", "戏台", "厂房", "护栏", "展柜", "雨棚"];

    private static readonly string[] People = ["施工方", "值班长", "管理员", "负责人", "志愿者", "居委会", "交警", "老师", "商户"];

    /// <summary>The host of feeds whose pages nobody reads.</summary>
    public const string Host = "http://portal.example";

    public static string Title(int n) => Subjects[n % Subjects.Length] + (n < Subjects.Length ? "" : $"（之{n / Subjects.Length}）");

    public static string Text(int n) => string.Concat(Enumerable.Range(0, 6).Select(k =>
        $"{Subjects[n % Subjects.Length][..4]}的{People[(n + (k * 4)) % 9]}在第{(n * 7) + k + 1}次例会上谈到{Things[(n + (k * 5)) % 13]}和{Things[((n * 3) + k + 1) % 13]}，说{k + 2}天之内{People[((n * 2) + k) % 9]}会给出答复。"));

    public static string Day(int n) => $"2026-11-{1 + (n % 22):00}";

    public static DateTimeOffset At(int n) => new(2026, 11, 1 + (n % 22), 8, 0, 0, TimeSpan.Zero);

    public static RequestDelegate Page(int n, Func<string, string>? change = null)
    {
        var page = $"<html><head><meta charset=utf-8><title>{Title(n)}</title></head><body><div class=nav><a href=/>首页</a></div><h1>{Title(n)}</h1>"
            + $"<div class=info>时间：{Day(n)} 08:00 来源：某日报</div><div class=content>{string.Concat(Text(n).Split('。', StringSplitOptions.RemoveEmptyEntries).Select(s => $"<p>{s}。</p>"))}</div></body></html>";
        return Answers.Text(change?.Invoke(page) ?? page);
    }

    /// <summary>A list page; the links are of the form <paramref name="link"/>.</summary>
    public static string List(IEnumerable<int> numbers, string link = "/n/{0}.html", Func<int, string>? title = null, Func<int, string>? day = null) =>
        "<html><head><meta charset=utf-8><title>新闻_某门户</title></head><body><div class=nav><a href=/>首页</a> <a href=/food/>美食</a></div><ul class=d1>"
        + string.Concat(numbers.Select(n => $"<li><span>{(day ?? Day)(n)}</span><a href=\"{string.Format(CultureInfo.InvariantCulture, link, n)}\">{(title ?? Title)(n)}</a></li>"))
        + "</ul></body></html>";

    public static Entry Entry(int n, string link = Host + "/n/{0}.html", string? guid = null, bool isDated = false) => new(
        Title(n), string.Format(CultureInfo.InvariantCulture, link, n),
        guid is null ? null : string.Format(CultureInfo.InvariantCulture, guid, n), Text(n), isDated ? At(n) : null);

    /// <summary>A list at <c>/news/</c> with its pages, newest first.</summary>
    public static void Publish(ArticlesRig rig, params IEnumerable<int> numbers)
    {
        var all = numbers.OrderDescending().ToList();
        foreach (var n in all)
            rig.Origin.Map($"/n/{n}.html", Page(n));
        rig.Origin.Map("/news/", Answers.Text(List(all)));
    }

    /// <summary>What followers of a source were told: new and corrected articles and withdrawals.</summary>
    public static async Task<List<string>> ToldAsync(ArticlesRig rig, string source = "s") =>
        [.. (await rig.LogAsync()).Where(r => r.Article.SourceId == source && r.Revision.Alerting).Select(r => $"{r.Revision.Kind} {r.Article.Title}")];

    /// <summary>Asserts that nothing was told or withdrawn, and that the operator sees a reason.</summary>
    public static async Task NothingIsToldAsync(ArticlesRig rig, bool isInDoubt = true, string source = "s")
    {
        Assert.Empty(await ToldAsync(rig, source));
        Assert.Empty(await rig.WithdrawnAsync(ArticleFilter.All));
        var state = await rig.StateAsync(source);
        Assert.Equal(isInDoubt, state.IsInDoubt);
        if (isInDoubt)
            Assert.False(string.IsNullOrWhiteSpace(state.Suspicion ?? state.LastError));
    }

    /// <summary>Asserts that the source is well again and told one article and nothing else.</summary>
    public static async Task HealsAsync(ArticlesRig rig, int news, string source = "s")
    {
        for (var i = 0; i < 6; i++)
            await rig.PollAsync(TimeSpan.FromHours(2));
        Assert.Equal([$"New {Title(news)}"], await ToldAsync(rig, source));
        Assert.Empty(await rig.WithdrawnAsync(ArticleFilter.All));
        Assert.False((await rig.StateAsync(source)).IsInDoubt);
    }

    public static async Task PollsAsync(ArticlesRig rig, int times, TimeSpan each)
    {
        for (var i = 0; i < times; i++)
            await rig.PollAsync(each);
    }
}
