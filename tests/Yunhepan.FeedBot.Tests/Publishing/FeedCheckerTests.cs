using System.Text;
using Yunhepan.FeedBot.Publishing.Writing;
using Yunhepan.FeedBot.Tests.Publishing.Checking;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>Tests the checker: it finds each fault that a validator reports.</summary>
public sealed class FeedCheckerTests
{
    [Theory]
    [InlineData("SelfDoesntMatchLocation", "feeds/all.rss\" rel=\"self\"", "feeds/other.rss\" rel=\"self\"")]
    [InlineData("MissingSelf", "rel=\"self\"", "rel=\"related\"")]
    [InlineData("InvalidRFC2822Date", "Fri, 20 Nov 2026 08:01", "Mon, 20 Nov 2026 08:01")]
    [InlineData("ImplausibleDate", "Fri, 20 Nov 2026 08:01", "Tue, 20 Nov 2096 08:01")]
    [InlineData("InvalidFullLink", "<link>http://www.portal.example/2026/11/1.html</link>", "<link>/2026/11/1.html</link>")]
    [InlineData("InvalidHttpGUID", "isPermaLink=\"false\"", "isPermaLink=\"true\"")]
    [InlineData("ContainsHTML", "<title>第1号", "<title>&#x3C;b>第&#x3C;/b>1号")]
    [InlineData("SecurityRisk", "<p>记者", "<script>1</script><p>记者")]
    [InlineData("SecurityRiskAttr", "<p>记者", "<p onclick=\"x\">记者")]
    [InlineData("ContainsRelRef", "<p>记者", "<img src=\"a.png\"><p>记者")]
    [InlineData("NotHtml", "<p>记者", "<p><b>记者</p>")]
    [InlineData("DuplicateItemSemantics", "<source url", "<dc:source>x</dc:source><source url")]
    [InlineData("BadCharacters", "<title>第1号", "<title>\uFFFD第1号")]
    [InlineData("UndefinedElement", "<item>", "<item><author>x</author>")]
    [InlineData("DuplicateElement", "<ttl>5</ttl>", "<ttl>5</ttl><ttl>5</ttl>")]
    [InlineData("InvalidLanguage", "<language>zh-CN</language>", "<language>xx</language>")]
    [InlineData("UnknownNamespace", "<rss ", "<rss xmlns:at=\"http://purl.org/atompub/tombstones/1.0\" ")]
    [InlineData("NotBlank", "<category>新闻</category>", "<category></category>")]
    [InlineData("InvalidPositiveInteger", "<ttl>5</ttl>", "<ttl>0</ttl>")]
    public void Finds_the_faults_of_rss(string fault, string from, string to) => AssertFinds(FeedFormat.Rss, fault, from, to);

    [Theory]
    [InlineData("InvalidRFC3339Date", "<published>2026-11-20T", "<published>2026-11-20 ")]
    [InlineData("MissingSelf", "rel=\"self\"", "rel=\"related\"")]
    [InlineData("MissingContentOrAlternate", "<content type=\"html\">", "<rights type=\"html\">", "</content>", "</rights>")]
    [InlineData("ContainsHTML", "<title type=\"text\">第1号", "<title type=\"text\">&lt;b>第&lt;/b>1号")]
    [InlineData("ContainsEmail", "<name>运河晚报</name>", "<name>a &lt;b@c.example></name>")]
    [InlineData("UndefinedElement", "<entry>", "<entry><guid>1</guid>")]
    [InlineData("InvalidFullLink", "href=\"http://www.portal.example/2026/11/1.html\"", "href=\"http://[::1]/\"")]
    [InlineData("UnregisteredAtomLinkRel", "rel=\"alternate\"", "rel=\"nonsense\"")]
    public void Finds_the_faults_of_atom(string fault, string from, string to, string from2 = "", string to2 = "") => AssertFinds(FeedFormat.Atom, fault, from, to, from2, to2);

    [Theory]
    [InlineData("version", "version/1.1", "version/9")]
    [InlineData("UndefinedElement", "\"summary\":", "\"abstract\":")]
    [InlineData("NotBlank", "\"title\":\"第1号消息：运河岸边新添步道\"", "\"title\":\"\"")]
    [InlineData("InvalidRFC3339Date", "\"date_published\":\"2026-11-20T", "\"date_published\":\"20.11.2026 ")]
    public void Finds_the_faults_of_json(string fault, string from, string to) => AssertFinds(FeedFormat.Json, fault, from, to);

    [Theory]
    [InlineData("DuplicateUpdated")]
    [InlineData("DuplicateEntries")]
    public void Finds_entries_that_are_not_told_apart(string fault)
    {
        var article = Sample.Article(1);
        Assert.Contains(FeedChecker.Check(FeedFormat.Atom.Write(Sample.Document(FeedFormat.Atom, article, article)), FeedFormat.Atom), p => p.StartsWith(fault, StringComparison.Ordinal));
    }

    private static void AssertFinds(FeedFormat format, string fault, string from, string to, string from2 = "", string to2 = "")
    {
        var good = Encoding.UTF8.GetString(format.Write(Sample.Document(format, Sample.Article(1))));
        Assert.Contains(from, good, StringComparison.Ordinal);
        var bad = good.Replace(from, to, StringComparison.Ordinal);
        if (from2.Length > 0)
            bad = bad.Replace(from2, to2, StringComparison.Ordinal);
        var address = $"https://feeds.example/feeds/all.{format.Extension}";

        Assert.Empty(FeedChecker.Check(Encoding.UTF8.GetBytes(good), format, address));
        Assert.Contains(FeedChecker.Check(Encoding.UTF8.GetBytes(bad), format, address), p => p.StartsWith(fault, StringComparison.Ordinal));
    }
}
