namespace Yunhepan.FeedBot.Tests.Extraction.Pages;

/// <summary>What small scripts write where they stand is what a browser shows there.</summary>
public sealed class WrittenTextTests
{
    [Theory]
    [InlineData("document.write('发布时间：2024-03-14 16:22　来源：运河区水务局');")]
    [InlineData("""
        //<![CDATA[
        var pubdate = "2024-03-14 16:22:09"; var src = "运河区水务局"; var editor = "王甲";
        document.write('发布时间：' + pubdate.substr(0,16) + '　　来源：' + src);
        //]]>
        """)]
    [InlineData("""
        var t = '2024-03-14T16:22', s = "运河区水务局";
        if (t != "") { document.write("<span>发布时间：" + t.substring(0, 10) + " " + t.slice(11) + "</span>"); }
        if (s.length > 0) document.write("<span>来源：" + s + "</span>"); else document.write("<span>来源：本站</span>");
        """)]
    [InlineData("""
        function hits(n) { return document.write("发布时间：2001-01-01 00:00 来源：某某") }
        try { var s = "\u8fd0\u6cb3\u533a\u6c34\u52a1\u5c40"; document.write("发布时间：2024-03-14 16:22 来源：" + s) } catch (e) { document.write("发布时间：2002-02-02") }
        """)]
    public void The_day_and_the_source_that_a_script_writes_are_read(string script)
    {
        var item = ArticlePage.Item(ArticlePage.Chinese($"<div class=\"rq\"><script>{script}</script></div>"));
        Assert.Equal("2024-03-14 16:22", item.Published?.At.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("运河区水务局", item.Origin?.Name);
    }

    [Theory]
    [InlineData("var d = new Date(); document.write('发布时间：' + d.getFullYear() + '-01-02');")]
    [InlineData("var d = '2024-01-02'; d = ask(d); document.write('发布时间：' + d);")]
    [InlineData("if (navigator.userAgent.indexOf('Mobile') > 0) { document.write('发布时间：2024-01-02'); }")]
    [InlineData("if ('' != '') document.write('发布时间：2024-01-02');")]
    [InlineData("function show() { document.write('发布时间：2024-01-02'); }")]
    [InlineData("var html = \"<p>发布时间：2024-01-02</p>\"; // document.write(html)")]
    [InlineData("var d = '2024-01-02'; if (location.hash) { d = '2023-04-05'; } document.write('发布时间：' + d);")]
    [InlineData("var d = '2024-01-02'; for (var i = 0; i < 3; i++) { d += i; } document.write('发布时间：' + d);")]
    public void What_a_script_may_not_write_is_not_said(string script) =>
        Assert.Null(ArticlePage.Item(ArticlePage.Chinese($"<div class=\"rq\"><script>{script}</script></div>"), "https://www.yunhe.example/city/canal.html").Published);

    [Fact]
    public void A_list_that_a_script_writes_is_read()
    {
        string[] titles = ["老城供水管道今夜检修", "运河公园夜市下周开市", "城北小学公布报名日期", "暴雨蓝色预警继续生效"];
        var writes = string.Concat(titles.Select((t, i) => $"document.write('<li><a href=\"/news/{i}.html\">{t}</a><span>2024-03-0{i + 1}</span></li>');\n"));
        var feed = ArticlePage.Read($"<html lang='zh-CN'><title>新闻_运河网</title><body><h1>新闻</h1><ul><script>{writes}</script></ul></body></html>", "https://www.yunhe.example/news/");
        Assert.Equal(titles, feed.Items.Select(i => i.Title));
        Assert.All(feed.Items, i => Assert.NotNull(i.Published));
    }

    [Fact]
    public void A_script_without_end_costs_only_itself()
    {
        var script = "var a = 'x'; " + string.Concat(Enumerable.Repeat("a = a + a; document.write(a); ", 500)) + new string('(', 5000);
        var item = ArticlePage.Item(ArticlePage.Chinese($"<p>发布时间：2024-03-14 16:22</p><div><script>{script}</script></div>"));
        Assert.Equal(14, item.Published?.At.Day);
    }
}
