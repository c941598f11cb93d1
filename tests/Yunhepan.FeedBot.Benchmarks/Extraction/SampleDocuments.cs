using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Yunhepan.FeedBot.Benchmarks.Extraction;

/// <summary>Generates feeds and pages like those of real sites, reproducibly and in any size.</summary>
internal static class SampleDocuments
{
    private const string Prose =
        "The ferry across the canal starts at six, and the market beside the lock opens an hour later. Stalls need no permit, said the office; parking is free until noon. ";

    private const string ChineseProse = "运河渡口早上六点开船，闸口旁的集市七点开市。摊位不用办证，停车到中午免费，居民可以步行前往，雨天照常。";

    public static string Body(int item) =>
        $"<p>{Prose}</p><p><a href=\"/notes/{item}.html\">Note {item}</a> and <strong>{Prose}</strong></p><p><img src=\"/images/{item}.jpg\" alt=\"Lock {item}\"> {Prose}&amp; more.</p><ul><li>One</li><li>Two</li></ul>";

    public static byte[] Rss(int items) => Feed(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Canal news</title><link>https://canal.example/</link><description>News of the canal</description><language>en</language>",
        i => $"<item><title>Item {i}: the market opens</title><link>https://canal.example/{i}</link><guid isPermaLink=\"false\">canal-{i}</guid><pubDate>{Day(i):r}</pubDate><dc:creator>Wu Min</dc:creator><category>Market</category><description>Stalls, boats and parking.</description><content:encoded><![CDATA[{Body(i)}]]></content:encoded></item>",
        items,
        "</channel></rss>");

    public static byte[] Atom(int items) => Feed(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Canal news</title><id>tag:canal.example,2024:feed</id><updated>2024-03-15T00:00:00Z</updated><link href=\"https://canal.example/\"/>",
        i => $"<entry><title>Item {i}: the market opens</title><link href=\"https://canal.example/{i}\"/><id>tag:canal.example,2024:{i}</id><published>{Day(i):O}</published><updated>{Day(i):O}</updated><author><name>Wu Min</name></author><category term=\"Market\"/><content type=\"html\">{WebUtility.HtmlEncode(Body(i))}</content></entry>",
        items,
        "</feed>");

    public static byte[] Rdf(int items) => Feed(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel rdf:about=\"https://canal.example/\"><title>Canal news</title><link>https://canal.example/</link><description>News</description></channel>",
        i => $"<item rdf:about=\"https://canal.example/{i}\"><title>Item {i}: the market opens</title><link>https://canal.example/{i}</link><dc:date>{Day(i):O}</dc:date><dc:creator>Wu Min</dc:creator><description>{WebUtility.HtmlEncode(Body(i))}</description></item>",
        items,
        "</rdf:RDF>");

    public static byte[] Json(int items) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
    {
        ["version"] = "https://jsonfeed.org/version/1.1",
        ["title"] = "Canal news",
        ["home_page_url"] = "https://canal.example/",
        ["items"] = Enumerable.Range(0, items).Select(i => new Dictionary<string, object>
        {
            ["id"] = $"canal-{i}", ["url"] = $"https://canal.example/{i}", ["title"] = $"Item {i}: the market opens",
            ["content_html"] = Body(i), ["date_published"] = Day(i).ToString("O", CultureInfo.InvariantCulture), ["authors"] = new[] { new { name = "Wu Min" } }, ["tags"] = new[] { "Market" },
        }),
    });

    public static string Article(int paragraphs) =>
        "<!doctype html><html lang=zh-CN><head><meta charset=utf-8><title>运河集市四月开市_运河新闻网</title></head><body><div class=nav>"
        + Repeat(30, i => $"<a href=\"/list/{i}.html\">栏目{i}</a> ")
        + "</div><h1>运河集市四月开市</h1><div class=info>2024-03-15 10:20 来源：运河日报 作者：吴敏</div><div class=content>"
        + Repeat(paragraphs, i => $"<p>{ChineseProse}第{i}段。</p>{(i % 8 == 3 ? $"<p><img src=/images/{i}.jpg alt=集市></p>" : string.Empty)}")
        + "</div><div class=related><h3>相关阅读</h3><ul>" + Repeat(20, i => $"<li><a href=/2024/{i}.html>渡口通知第{i}号：汛期停航安排</a></li>")
        + "</ul></div><div class=footer>运河新闻网 版权所有</div></body></html>";

    public static string List(int entries) =>
        "<!doctype html><html lang=zh-CN><head><meta charset=utf-8><title>通知公告_运河新闻网</title></head><body><div class=nav>"
        + Repeat(30, i => $"<a href=\"/list/{i}.html\">栏目{i}</a> ")
        + "</div><ul class=list>" + Repeat(entries, i => $"<li><a href=/2024/0315/{i}.html title=\"渡口通知第{i}号：汛期停航与改道安排\">渡口通知第{i}号：汛期停航…</a><span>2024-03-{1 + (i % 28):00}</span></li>")
        + "</ul><div class=page><a href=?page=2>下一页</a></div></body></html>";

    private static DateTimeOffset Day(int item) => new DateTimeOffset(2024, 3, 15, 8, 0, 0, TimeSpan.Zero).AddHours(-item);

    private static byte[] Feed(string head, Func<int, string> item, int items, string tail) => Encoding.UTF8.GetBytes(head + Repeat(items, item) + tail);

    private static string Repeat(int count, Func<int, string> piece) => string.Concat(Enumerable.Range(0, count).Select(piece));
}
