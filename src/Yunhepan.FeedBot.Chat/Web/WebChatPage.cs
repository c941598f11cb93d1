using System.Net;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Catalogue.Text;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>Serves the files of the page. Its colours and icon are those of the site.</summary>
internal static class WebChatPage
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; manifest-src 'self'; " +
        "worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly string Page = Encoding.UTF8.GetString(Load("chat.html")!);
    private static readonly byte[] WordsOfPage = Encoding.UTF8.GetBytes(WithTraditional(Encoding.UTF8.GetString(Load("words.js")!)));
    private static readonly string App = Encoding.UTF8.GetString(Load("app.webmanifest")!);

    /// <summary>Returns the page with the name of the site.</summary>
    public static FileContentHttpResult Show(HttpContext http, string siteTitle) =>
        Serve(http, Encoding.UTF8.GetBytes(
            Page.Replace("{site}", WebUtility.HtmlEncode(siteTitle), StringComparison.Ordinal)), "text/html; charset=utf-8");

    /// <summary>Returns what a device that installs the page must know of it.</summary>
    public static FileContentHttpResult Manifest(HttpContext http, string siteTitle) =>
        Serve(
            http, Encoding.UTF8.GetBytes(App.Replace(
                "{site}", JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(siteTitle), StringComparison.Ordinal)),
            "application/manifest+json");

    /// <summary>Returns a file that the page loads.</summary>
    public static IResult File(HttpContext http, string name)
    {
        // The worker serves the page itself, which is one level above its own file.
        if (name == "sw.js")
            http.Response.Headers["Service-Worker-Allowed"] = http.Request.PathBase.ToUriComponent() + "/chat";
        var contentType = Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".png" => "image/png",
            _ => null,
        };
        var bytes = name switch
        {
            "chat.css" => [.. Load("brand.css")!, .. Load(name)!],
            "words.js" => WordsOfPage,
            _ => Load(name),
        };
        return contentType is null || bytes is null ? TypedResults.NotFound() : Serve(http, bytes, contentType);
    }

    // The Chinese words stand first; those in traditional characters are made from them, and follow.
    private static string WithTraditional(string words)
    {
        var begin = words.IndexOf("  zh: {", StringComparison.Ordinal);
        var end = words.IndexOf("  en: {", StringComparison.Ordinal);
        var own = words[begin..end].Replace("zh: {", "'zh-Hant': {", StringComparison.Ordinal)
            .Replace("简体中文", "繁體中文", StringComparison.Ordinal).Replace("'zh-CN'", "'zh-Hant'", StringComparison.Ordinal);
        return words[..end] + TraditionalCharacters.Write(own) + words[end..];
    }

    private static FileContentHttpResult Serve(HttpContext http, byte[] content, string contentType)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
        return TypedResults.Bytes(content, contentType);
    }

    private static byte[]? Load(string name)
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream("Web." + name);
        if (file is null)
            return null;
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }
}
