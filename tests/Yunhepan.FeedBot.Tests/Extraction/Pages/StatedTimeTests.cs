using System.Globalization;
using System.Text;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;

namespace Yunhepan.FeedBot.Tests.Extraction.Pages;

/// <summary>Tests times in adjacent elements, in markup for machines, and in scripts.</summary>
public sealed class StatedTimeTests
{
    [Theory]
    [InlineData("<div><span>发布时间：18-03-08</span><span>00:39</span><span>运河晚报</span></div>", "2018-03-08T00:39:00+08:00")]
    [InlineData("<div><em>2023-10-16</em><em>1234次阅读</em></div>", "2023-10-16T00:00:00+08:00")]
    [InlineData("<div><i>2023-10-16 21:05</i><i>98</i></div>", "2023-10-16T21:05:00+08:00")]
    [InlineData("<div><span>来源：运河晚报</span><span>2023年10月16日</span><span>5200</span></div>", "2023-10-16T00:00:00+08:00")]
    [InlineData("<div><time datetime='2023-10-16T08:30:00+08:00'>2023年10月16日</time></div>", "2023-10-16T08:30:00+08:00")]
    [InlineData("<div><time datetime='Mon Oct 16 2023 00:30:00 GMT+0000'>16 Oct 2023</time></div>", "2023-10-16T00:30:00+00:00")]
    [InlineData("<div>发布于 <time datetime='2023-10-16T08:30+09:00'>2023-10-16</time></div>", "2023-10-16T08:30:00+09:00")]
    [InlineData("<script>var ct = \"1697416200\"; var nickname = '运河发布';</script>", "2023-10-16T08:30:00+08:00")]
    [InlineData("<script>window.state={\"title\":\"x\",\"publishTime\":1697416200000}</script>", "2023-10-16T08:30:00+08:00")]
    [InlineData("<script>var createTime = '2023-10-16 08:30';</script>", "2023-10-16T08:30:00+08:00")]
    public void The_time_of_an_article_is_read(string facts, string time)
    {
        var feed = Read($"""
            <!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>沿河步道分段开放</title></head><body><h1>沿河步道分段开放</h1>{facts}
            <p>沿河步道的东段昨日起向市民开放，全长两公里，设有四处照明和两处饮水点，轮椅可以从三个入口进出。</p>
            <p>西段仍在铺设路面，施工单位说，雨季之前可以完工，届时两段相连，沿线还要补种三百棵柳树。</p></body></html>
            """);
        Assert.Equal(time, feed.Published?.At.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("<p>H<sub>2</sub><span>O1234</span> 是水。</p>", "H2O1234")]
    [InlineData("<p><span>1</span><span>2</span>岁的孩子在河边走失，已经找到，现在平安在家，谢谢大家。</p>", "12岁")]
    public void Subscripts_and_counters_stay_together(string markup, string together)
    {
        var item = Read($"<html lang='zh-CN'><title>化学课</title><h1>化学课</h1>{markup}<p>老师在课堂上讲了水的组成，同学们做了三个实验，记录了每一步的结果，并写出报告。</p>");
        Assert.Contains(together, item.Title + item.ContentText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<img class='rich_pages wxw-img' data-src='https://img.yunhe.example/a/640?wx_fmt=png'>", "https://img.yunhe.example/a/640?wx_fmt=png")]
    [InlineData("<img class='share-photo' src='https://img.yunhe.example/b.jpg'>", "https://img.yunhe.example/b.jpg")]
    [InlineData("<img id='banner' class='ad-free hot' src='https://img.yunhe.example/c.jpg'>", "https://img.yunhe.example/c.jpg")]
    public void A_picture_of_the_text_stays_whatever_its_own_class_is_called(string picture, string address)
    {
        var item = Read($"""
            <html lang="zh-CN"><title>沿河步道分段开放</title><div><h1>沿河步道分段开放</h1><p>2023-10-16 08:30</p>
            <p>沿河步道的东段昨日起向市民开放，全长两公里，设有四处照明和两处饮水点，轮椅可以从三个入口进出。</p><p>{picture}</p>
            <p>西段仍在铺设路面，施工单位说，雨季之前可以完工，届时两段相连，沿线还要补种三百棵柳树。</p></div>
            """);
        Assert.Contains(address, System.Net.WebUtility.HtmlDecode(item.ContentHtml), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("晚安 &#55357;&#56841; 运河 &#xD83D;&#xDE80;", "晚安 😉 运河 🚀")]
    [InlineData("&#xd83d;&#56841;", "😉")]
    [InlineData("&#55357; 半个", "半个")]
    public void An_emoji_of_two_references_is_one_character(string title, string shown)
    {
        var feed = Parse(Encoding.UTF8.GetBytes($"<rss version='2.0'><channel><title>t</title><item><title>{title}</title><link>https://www.yunhe.example/1</link></item></channel></rss>"));
        Assert.EndsWith(shown, Assert.Single(feed.Items).Title, StringComparison.Ordinal);
        Assert.EndsWith(shown, Read($"<html lang='zh-CN'><title>{title}</title><h1>{title}</h1><p>沿河步道的东段昨日起向市民开放，全长两公里，设有四处照明和两处饮水点。</p>").Title, StringComparison.Ordinal);
    }

    private static ParsedItem Read(string html) => Parse(Encoding.UTF8.GetBytes(html)).Items[0];

    private static ParsedFeed Parse(byte[] bytes) => Assert.IsType<ParseResult.Parsed>(DocumentParser.Parse(
        new ParseRequest { Content = bytes, Url = "https://www.yunhe.example/a/1.html", FetchedAt = new DateTimeOffset(2024, 10, 21, 8, 0, 0, TimeSpan.Zero) },
        TestContext.Current.CancellationToken)).Feed;
}
