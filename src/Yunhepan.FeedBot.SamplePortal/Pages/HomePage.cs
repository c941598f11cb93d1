using Yunhepan.FeedBot.SamplePortal.Content;

using static Yunhepan.FeedBot.SamplePortal.Pages.PageText;

namespace Yunhepan.FeedBot.SamplePortal.Pages;

/// <summary>Renders the front page: a main picture, headlines, and a block for each channel.</summary>
internal static class HomePage
{
    public static string Render(PortalEdition edition)
    {
        var blocks = PortalChannel.All.Select(channel => Block(edition, channel));
        var body = $"""
            <div class="w960 clear top3">
            {Focus(edition)}
            {Headlines(edition)}
            {Latest(edition)}
            </div>
            <div class="w960 adline"><a href="http://ad.example/?id=4" target="_blank" rel="nofollow">【广告】 运河啤酒节 买票送扎啤 &nbsp;★&nbsp;
            家电下乡 补贴13% &nbsp;★&nbsp; 小城旅行社 微山湖一日游 98元</a></div>
            <div class="w960 clear blocks">
            {Join(blocks)}
            </div>
            """;
        return PortalFrame.Render($"{PortalFrame.SiteName}_运河两岸的新闻生活门户", "运河,新闻,教育,健康,美食,平安", body, null);
    }

    private static string Focus(PortalEdition edition)
    {
        var pictured = edition.Articles.Where(a => a.Text.Image).Take(5).ToList();
        if (pictured is not [var first, ..])
            return """<div class="focus"></div>""";
        var numbers = pictured.Select((a, index) =>
            $"""<a href="{a.Path}" title="{Encode(a.Text.Title)}"{(index == 0 ? " class=\"on\"" : "")}>{index + 1}</a>""");
        return $"""
            <div class="focus"><a href="{first.Path}" target="_blank"><img src="/pic/{first.Id}.png" width="300" height="225" alt="{Encode(
                first.Text.Title)}" /></a>
            <p>{Link(first, 19)}</p><span class="num">{string.Concat(numbers)}</span></div>
            """;
    }

    private static string Headlines(PortalEdition edition)
    {
        var ordinary = edition.Articles.Where(a => a.Text.Urgency is null).ToList();
        if (ordinary is not [var first, ..])
            return """<div class="headline"></div>""";
        var rest = ordinary.Skip(1).Take(9).Select(a =>
            $"""<li><span class="fr">{Date(
                a, "MM-dd")}</span>[<a href="/{a.Text.Channel}/">{PortalChannel.Find(a.Text.Channel)?.Name}</a>] {Link(a, 19)}</li>""");
        return $"""
            <div class="headline"><h2>{Link(first, 17)}</h2>
            <p>{Intro(first, 46)}<a href="{first.Path}">[详细]</a></p>
            <ul>
            {Join(rest)}
            </ul></div>
            """;
    }

    private static string Latest(PortalEdition edition)
    {
        var urgent = edition.Articles.Where(a => a.Text.Urgency is not null).Take(6)
            .Select(a => $"<li>{Link(a, 17)}</li>");
        return $"""
            <div class="side3"><dl class="tbox red"><dt><strong>平安播报</strong><a href="/alerts/">更多&gt;&gt;</a></dt><dd><ul>
            {Join(urgent)}
            </ul></dd></dl>
            <div class="vote"><b>在线调查</b><br />您每天从哪里看新闻？<br /><input type="radio" name="v" />报纸 <input type="radio" name="v" />电视
            <input type="radio" name="v" />微博 <input type="radio" name="v" />本站
            <br /><button type="button">投票</button> <button type="button">查看</button></div></div>
            """;
    }

    private static string Block(PortalEdition edition, PortalChannel channel)
    {
        var articles = edition.In(channel).Take(7).ToList();
        var withPicture = articles.FirstOrDefault(a => a.Text.Image);
        var picture = withPicture is null ? "" : $"""
            <div class="pic"><a href="{withPicture.Path}"><img src="/pic/{withPicture.Id}.png" width="96" height="72" alt="" /></a><b>{Link(
                withPicture, 14)}</b><p>{Intro(withPicture, 26)}</p></div>
            """;
        var items = articles.Where(a => a != withPicture).Select(a =>
            $"""<tr><td>·{Link(a, 18)}</td><td class="date">{Date(a, "MM-dd")}</td></tr>""");
        return $"""
            <dl class="tbox block">
            <dt><strong><a href="{channel.Path}">{channel.Name}</a></strong><a href="{channel.Path}">更多&gt;&gt;</a></dt><dd>
            {picture}
            <table width="100%" cellspacing="0" cellpadding="0">
            {Join(items)}
            </table></dd></dl>
            """;
    }
}
