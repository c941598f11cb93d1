using Microsoft.AspNetCore.Components;
using Yunhepan.FeedBot.Publishing.Pages;

namespace Yunhepan.FeedBot.Tests.Publishing;

public sealed class PageRendererTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("a & \"b\" 'c'", "a &amp; &quot;b&quot; &#x27;c&#x27;")]
    [InlineData("济宁：运河\u3000“步道”", "济宁：运河\u3000“步道”")]
    [InlineData("application/rss+xml", "application/rss+xml")]
    public async Task Texts_are_escaped_and_stay_as_readable_as_they_can(string text, string written)
    {
        var html = await PageRenderer.RenderAsync(builder =>
        {
            builder.OpenElement(0, "p");
            builder.AddAttribute(1, "title", text);
            builder.AddContent(2, text);
            builder.CloseElement();
        });

        Assert.Equal($"<p title=\"{written.Replace("\u3000", "&#x3000;", StringComparison.Ordinal)}\">{written.Replace("\u3000", "&#x3000;", StringComparison.Ordinal)}</p>", html);
    }

    [Fact]
    public async Task Markup_that_was_sanitised_before_is_written_as_it_is() =>
        Assert.Equal("<p>一</p>", await PageRenderer.RenderAsync(builder => builder.AddContent(0, new MarkupString("<p>一</p>"))));
}
