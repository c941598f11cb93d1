using System.Reflection;

namespace Yunhepan.FeedBot.TelegramEmulator.Page;

/// <summary>Serves the page: embedded files under a strict content security policy.</summary>
internal static class PageEndpoints
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' https: http: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void MapPage(this IEndpointRouteBuilder app)
    {
        app.MapGet("/", (HttpContext http) => Serve(http, "index.html", "text/html; charset=utf-8"));
        app.MapGet("/emulator.css", (HttpContext http) => Serve(http, "emulator.css", "text/css; charset=utf-8"));
        foreach (var script in (string[])["words.js", "text.js", "chats.js", "emulator.js"])
            app.MapGet("/" + script, (HttpContext http) => Serve(http, script, "text/javascript; charset=utf-8"));
        app.MapGet("/favicon.ico", () => Results.NoContent());
    }

    private static IResult Serve(HttpContext http, string name, string contentType)
    {
        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers.CacheControl = "no-cache";
        var file = Assembly.GetExecutingAssembly().GetManifestResourceStream("Page." + name);
        return file is null ? Results.NotFound() : Results.Stream(file, contentType);
    }
}
