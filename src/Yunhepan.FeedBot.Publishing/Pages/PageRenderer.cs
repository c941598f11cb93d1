using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>Renders pages on the server; no component runs in a browser.</summary>
internal static class PageRenderer
{
    // The renderer uses this encoder; the default one would write Chinese as character references, at twice the size.
    private static readonly IServiceProvider Services =
        new ServiceCollection().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();

    public static async Task<string> RenderAsync(RenderFragment page)
    {
        await using var renderer = new HtmlRenderer(Services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(() =>
        {
            var root = renderer.BeginRenderingComponent<Root>(
                ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(Root.Page)] = page }));
            var html = new StringBuilder(16 * 1024);
            using var writer = new StringWriter(html);
            root.WriteHtmlTo(writer);
            // The encoder always escapes a plus sign, but programs that search for feeds by a pattern expect a literal
            // application/rss+xml.
            return html.Replace("&#x2B;", "+").ToString();
        });
    }

    private sealed class Root : ComponentBase
    {
        [Parameter]
        public RenderFragment? Page { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, Page);
    }
}
