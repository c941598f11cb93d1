using System.Net;
using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>Serves the files of the page. Its colours and icon are those of the site.</summary>
internal static class WebChatPage
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: http: https:; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly string Page = Encoding.UTF8.GetString(Load("chat.html")!);

    /// <summary>Returns the page with the name of the site.</summary>
    public static FileContentHttpResult Show(HttpContext http, string siteTitle) =>
        Serve(http, Encoding.UTF8.GetBytes(
            Page.Replace("{site}", WebUtility.HtmlEncode(siteTitle), StringComparison.Ordinal)), "text/html; charset=utf-8");

    /// <summary>Returns a file that the page loads.</summary>
    public static IResult File(HttpContext http, string name)
    {
        var contentType = Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => null,
        };
        var bytes = name == "chat.css" ? [.. Load("brand.css")!, .. Load(name)!] : Load(name);
        return contentType is null || bytes is null ? TypedResults.NotFound() : Serve(http, bytes, contentType);
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
