using System.Text;

namespace Yunhepan.FeedBot.Tests.Extraction.Hostile;

/// <summary>Documents made to exhaust a parser, of any size.</summary>
internal static class HostileDocuments
{
    public static IReadOnlyDictionary<string, Func<int, byte[]>> All { get; } = new SortedDictionary<string, Func<int, byte[]>>(StringComparer.Ordinal)
    {
        ["feed: deep elements"] = size => Fill("<rss><channel>", "<a>", size),
        ["feed: deep elements that end"] = size => Balanced("<rss><channel><item><title>", "<a>", "</a>", size),
        ["feed: one CDATA section"] = size => Fill("<rss version='2.0'><channel><item><description><![CDATA[", "<p>text </p>", size, "]]></description></item></channel></rss>"),
        ["feed: one plain text"] = size => Fill("<rss version='2.0'><channel><item><title>", "word ", size, "</title></item></channel></rss>"),
        ["feed: one text without a blank"] = size => Fill("<rss version='2.0'><channel><item><description>", "字", size, "</description></item></channel></rss>"),
        ["feed: CDATA sections"] = size => Fill("<rss><channel><item><title>", "<![CDATA[x]]>", size, "</title></item></channel></rss>"),
        ["feed: CDATA that never ends"] = size => Fill("<rss><channel><item>", "<![CDATA[</description>", size),
        ["feed: document types"] = size => Fill("<rss><channel>", "<!DOCTYPE [>", size),
        ["feed: end tags without a bracket"] = size => Fill("<rss><channel>", "</a", size),
        ["feed: start tags without a bracket"] = size => Fill("<rss><channel>", "<a b='", size),
        ["feed: comments without an end"] = size => Fill("<rss><channel>", "<!--", size),
        ["feed: entities that multiply"] = size => Fill("<!DOCTYPE rss [<!ENTITY a '" + new string('a', 900) + "'>" + string.Concat(Enumerable.Range(0, 60).Select(i => $"<!ENTITY b{i} '&a;&a;&a;&a;&a;&a;&a;&a;'>")) + "]><rss><channel><title>", "&a;&b7;", size, "</title></channel></rss>"),
        ["feed: attributes of one element"] = size => Fill("<rss><channel><item ", i => $"a{i}='1' ", size, "/></channel></rss>"),
        ["feed: attributes of one name"] = size => Fill("<rss><channel><item ", "a='1' ", size, "/></channel></rss>"),
        ["feed: namespaces"] = size => Fill("<rss><channel>", i => $"<a xmlns:p{i}='u{i}'>", size),
        ["feed: items"] = size => Fill("<rss version='2.0'><channel>", "<item><title>t</title></item>", size, "</channel></rss>"),
        ["feed: items with markup"] = size => Fill("<rss version='2.0'><channel>", "<item><title>t</title><description>&lt;p&gt;a &lt;b&gt;b&lt;/b&gt;&lt;/p&gt;</description></item>", size, "</channel></rss>"),
        ["feed: items left open"] = size => Fill("<rss version='2.0'><channel>", "<item>", size),
        ["feed: enclosures of one item"] = size => Fill("<rss version='2.0'><channel><item>", i => $"<enclosure url='http://a/{i}'/>", size, "</item></channel></rss>"),
        ["feed: authors of one item"] = size => Fill("<rss version='2.0'><channel><item>", i => $"<author>a{i}</author>", size, "</item></channel></rss>"),
        ["feed: categories of one item"] = size => Fill("<rss version='2.0'><channel><item>", i => $"<category>c{i}</category>", size, "</item></channel></rss>"),
        ["feed: hubs"] = size => Fill("<feed xmlns='http://www.w3.org/2005/Atom'>", i => $"<link rel='hub' href='http://a/{i}'/>", size, "</feed>"),
        ["feed: empty elements"] = size => Fill("<rss><channel><item>", "<a/>", size, "</item></channel></rss>"),
        ["feed: names"] = size => Fill("<rss><channel><item>", i => $"<n{i}/>", size, "</item></channel></rss>"),
        ["feed: bold text in a description"] = size => Fill("<rss version='2.0'><channel><item><description>", "&lt;b&gt;x&lt;p&gt;", size, "</description></item></channel></rss>"),
        ["feed: tables in a description"] = size => Fill("<rss version='2.0'><channel><item><description>", "&lt;table&gt;&lt;td&gt;", size, "</description></item></channel></rss>"),
        ["feed: deep XHTML"] = size => Fill("<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>", "<div>", size),
        ["feed: base64"] = size => Fill("<feed xmlns='http://purl.org/atom/ns#'><entry><content mode='base64'>", "PGI+", size, "</content></entry></feed>"),
        ["feed: angle brackets in a title"] = size => Fill("<rss version='2.0'><channel><title>", "&lt;x", size, "</title></channel></rss>"),
        ["feed: openings of tags in a title"] = size => Fill("<rss version='2.0'><channel><title>", "&lt;a", size, "</title></channel></rss>"),
        ["feed: drawings in drawings"] = size => Fill("<rss version='2.0'><channel><item><description>", "&lt;svg&gt;&lt;foreignObject&gt;&lt;div&gt;x", size, "</description></item></channel></rss>"),
        ["feed: frames that never end"] = size => Fill("<rss version='2.0'><channel><item><description>", "&lt;iframe&gt;", size, "</description></item></channel></rss>"),
        ["feed: texts escaped twice"] = size => Fill("<rss version='2.0'><channel><item><description><![CDATA[", "&lt;p&gt;", size, "]]></description></item></channel></rss>"),
        ["feed: a browser's page around it"] = size => Fill("<html><body><pre>", "&lt;rss", size),
        ["feed: dates of one item"] = size => Fill("<rss version='2.0'><channel><item>", "<pubDate>1/2/3/4/2024</pubDate>", size, "</item></channel></rss>"),
        ["sitemap: pages"] = size => Fill("<urlset>", "<url><loc>http://a/&</loc></url>", size, "</urlset>"),
        ["json: comments before it"] = size => Fill("", "//\n", size, "{}"),
        ["json: deep arrays"] = size => Fill("{\"items\":", "[", size),
        ["json: deep objects"] = size => Fill("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[", "{\"a\":", size),
        ["json: items"] = size => Fill("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[", "{\"id\":1},", size, "{\"id\":2}]}"),
        ["json: members"] = size => Fill("{\"items\":[{", i => $"\"m{i}\":0,", size, "\"id\":1}]}"),
        ["json: one string"] = size => Fill("{\"items\":[{\"id\":1,\"content_html\":\"", "<p>a</p>", size, "\"}]}"),
        ["json: quotes"] = size => Fill("{\"items\":[", "\"\\", size),
        ["any: less-than signs"] = size => Fill("", "<", size),
        ["any: ampersands"] = size => Fill("", "&", size),
        ["any: ampersands in a feed"] = size => Fill("<rss><channel><title>", "&", size, "</title></channel></rss>"),
        ["any: zero bytes"] = size => new byte[size],
        ["any: bytes above ASCII"] = size => [.. Enumerable.Repeat((byte)0xB0, size)],
        ["page: one text"] = size => Fill("<html><body><p>", "word ", size),
        ["page: links"] = size => Fill("<html><body>", "<a href=x>", size),
        ["page: list of links"] = size => Fill("<html><body><ul>", i => $"<li><a href=/a/{i}.html>A title of some length {i}</a>", size),
        ["page: tables"] = size => Fill("<html><body>", "<table><tr><td>", size),
        ["page: bold text misnested"] = size => Fill("<html><body>", "<b><p></b>", size),
        ["page: breaks"] = size => Fill("<html><body>", "x<br>", size),
        ["feed: comments in a text"] = size => Fill("<rss version='2.0'><channel><item><title>", "x<!-- y -->", size, "</title></item></channel></rss>"),
        ["page: comments in a text"] = size => Fill("<html><body><h1>A title of some length</h1><p>", "x<!-- y -->", size),
        ["page: comments between paragraphs"] = size => Fill("<html><body><h1>A title of some length</h1>", "<!-- y --><p>A text of some length", size),
        ["page: comments that end oddly"] = size => Fill("<html><body><p>", "x<!-->x<!--->x<!-- y --!>", size),
        ["page: comments without an end"] = size => Fill("<html><body><p>", "x<!-- y", size),
        ["page: declarations and instructions in a text"] = size => Fill("<html><body><p>", "x<!y>x<?y?>x</ >x<!DOCTYPE html>", size),
        ["page: attributes"] = size => Fill("<html><body><p ", i => $"a{i}=1 ", size, ">x"),
        ["page: svg and math"] = size => Fill("<html><body>", "<svg><g/><math>", size),
        ["page: JSON-LD"] = size => Fill("<html><head><script type='application/ld+json'>", "[{\"@graph\":", size),
        ["page: metas"] = size => Fill("<html><head>", i => $"<meta name=m{i} content=c>", size),
        ["script: quotes that nothing closes"] = size => Scripts("var a = {content: ", "\\\"", size),
        ["script: comments without an end"] = size => Scripts("", "/* ", size),
        ["script: texts of a state"] = size => Scripts("var a = [", "{content:'" + new string('x', 110) + "'},", size),
        ["script: assignments"] = size => Scripts("", "a = {\"b\": c};", size),
        ["feed: a namespace with a long address"] = size => Fill($"<rss xmlns='{new string('n', size / 3)}'><channel><item>", "<b xmlns:c='x'/>", size, "</item></channel></rss>"),
        ["feed: a namespace with a long address, broken"] = size => Fill($"<rss xmlns='{new string('n', size / 3)}'><channel><item>&nbsp;", "<b/>", size, "</item></channel></rss>"),
        ["feed: entities without names"] = size => Fill("<rss version='2.0'><!DOCTYPE rss [", "<!ENTITY", size, "]><channel><title>&nbsp;</title></channel></rss>"),
        ["feed: formats behind a boundary in a description"] = size => Fill("<rss version='2.0'><channel><item><description><![CDATA[<div>", i => i < 7_000 ? $"<b title={i}><object></b></object>" : i == 7_000 ? "</div>" : "<p>x</p>", size, "]]></description></item></channel></rss>"),
        ["page: formats behind a boundary"] = size => Fill("<html><body><div>", i => i < 7_000 ? $"<b title={i}><object></b></object>" : i == 7_000 ? "</div>" : "<p>x</p>", size),
        ["page: formats that other end tags hide"] = size => Fill("<html><body><div>", i => i < 15_000 ? $"<b title={i}></i>" : i == 15_000 ? "</div>" : "<p>x</p>", size),
        ["page: formats in the title of a drawing"] = size => Fill("<html><body><svg><title>", i => i % 2 == 0 ? $"<b title={i}>" : "<p>x</p>", size),
        ["page: formats in a style in a selection"] = size => Fill("<html><body><select><style></select>", i => i % 2 == 0 ? $"<b title={i}>" : "<p>x</p>", size),
        ["page: tags behind a stray quote"] = size => Fill("<html><body>", i => i % 1000 == 0 ? "\"><p =\">" : i % 2 == 0 ? $"<b title={i}>" : "<p>x", size),
        ["page: elements that other end tags hide"] = size => Fill("<html><body>", "<x></y>", size),
        ["page: end tags inside a drawing"] = size => Fill("<html><body><svg><title>" + string.Concat(Enumerable.Repeat("<x>", 50_000)), "</y>", size),
        ["page: items in definitions"] = size => Fill("<html><body>", "<li><dd>", size),
        ["page: ruby texts"] = size => Fill("<html><body>", "<rt>", size),
        ["page: templates"] = size => Fill("<html><body>", "<template></y>", size),
        ["page: names with brackets"] = size => Fill("<html><body>", "<p<>", size),
        ["page: text between cells"] = size => Fill("<html><body><table>", i => $"x<i>{i}</i>", size),
        ["page: noscript"] = size => Fill("<html><body>", "<noscript><img src=/a.png></noscript>", size),
        ["page: frames"] = size => Fill("<html><body>", "<iframe><!--</iframe>", size),
        ["page: dates"] = size => Fill("<html><body>", "<p>2011-11-03 16:14 来源：</p>", size),
    };

    private static byte[] Fill(string head, string unit, int size, string tail = "")
    {
        var text = new StringBuilder(head, size + 64);
        var bytesOfUnit = Encoding.UTF8.GetByteCount(unit);
        for (var length = head.Length + tail.Length; length < size; length += bytesOfUnit)
            text.Append(unit);
        return Encoding.UTF8.GetBytes(text.Append(tail).ToString());
    }

    private static byte[] Fill(string head, Func<int, string> unit, int size, string tail = "")
    {
        var text = new StringBuilder(head, size + 64);
        for (var i = 0; text.Length + tail.Length < size; i++)
            text.Append(unit(i));
        return Encoding.UTF8.GetBytes(text.Append(tail).ToString());
    }

    /// <summary>Scripts of 1.9 MB each, because longer ones are not read, on a page that shows nothing.</summary>
    private static byte[] Scripts(string head, string unit, int size)
    {
        var units = 1_900_000 / unit.Length;
        return Fill(
            "<html><head><title>A title of some length</title></head><body><script>" + head,
            i => i > 0 && i % units == 0 ? "</script><script>" + head : unit, size, "</script>");
    }

    private static byte[] Balanced(string head, string open, string close, int size)
    {
        var depth = size / (open.Length + close.Length);
        var text = new StringBuilder(head, size + 64);
        return Encoding.UTF8.GetBytes(text.Insert(text.Length, open, depth).Append('x').Insert(text.Length, close, depth).ToString());
    }
}
