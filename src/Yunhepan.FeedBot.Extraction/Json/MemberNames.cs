namespace Yunhepan.FeedBot.Extraction.Json;

/// <summary>
/// The usual names of the members of an article in JSON and in scripts, in lower case and without separators, the most telling first.
/// </summary>
internal static class MemberNames
{
    public static readonly string[] Titles =
        ["title", "headline", "doctitle", "newstitle", "articletitle", "maintitle", "listtitle", "subject", "name"];

    public static readonly string[] Published =
    [
        "dategmt", "datepublished", "published", "publishedat", "publishtime", "publishedtime", "publishdate", "publisheddate", "pubdate",
        "pubtime", "releasetime", "releasedate", "docpubtime", "displaytime", "showtime", "posttime", "ptime", "date", "time", "createtime",
        "createdate", "createdat", "created", "ctime", "inputtime",
    ];

    public static readonly string[] Authors = ["author", "authorname", "writer", "reporter"];

    public static readonly string[] Origins = ["source", "sourcename", "articlesource", "origin", "docsource", "copyfrom", "medianame"];
}
