using System.Net;
using Yunhepan.FeedBot.SamplePortal.Content;
using Yunhepan.FeedBot.SamplePortal.Pages;

namespace Yunhepan.FeedBot.Tests.Demo;

public sealed class SamplePortalPageTests
{
    [Fact]
    public async Task Every_page_of_the_portal_is_GBK_and_says_so()
    {
        await using var client = await PortalClient.StartAsync();
        string[] paths = ["/", .. PortalChannel.All.Select(c => c.Path), .. client.Portal.Articles.Select(a => a.Path)];

        foreach (var path in paths)
        {
            var bytes = await client.ReadBytesAsync(path);
            var html = PortalClient.Decode(bytes);
            Assert.Contains("charset=gb2312", html, StringComparison.Ordinal);
            Assert.Contains("运河人家网", html, StringComparison.Ordinal);
            Assert.DoesNotContain("运河人家网", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/", null)]
    [InlineData("/news/", null)]
    [InlineData("/health/", "gb2312")]
    public async Task Only_some_channels_name_their_character_set_in_the_header(string path, string? charset)
    {
        await using var client = await PortalClient.StartAsync();
        using var response = await client.AskAsync(path);

        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(charset, response.Content.Headers.ContentType?.CharSet);
    }

    [Fact]
    public async Task Every_article_page_shows_its_title_its_text_and_its_info_line()
    {
        await using var client = await PortalClient.StartAsync();

        foreach (var article in client.Portal.Articles)
        {
            var page = PortalClient.Visible(await client.ReadAsync(article.Path));
            Assert.Contains(article.Text.Title, page, StringComparison.Ordinal);
            Assert.Contains(PortalClient.Visible(PortalInfoLine.Render(article)), page, StringComparison.Ordinal);
            Assert.Matches($"(来源:|来源：){article.Text.Source}", page);
            Assert.Contains(article.Text.Paragraphs[0], page, StringComparison.Ordinal);
            Assert.Contains("当前位置", page, StringComparison.Ordinal);
            Assert.Contains("上一篇", page, StringComparison.Ordinal);
            Assert.Contains("责任编辑", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_article_of_the_mission_stands_on_the_first_page_of_the_news()
    {
        await using var client = await PortalClient.StartAsync();
        var mission = Assert.Single(client.Portal.Articles, a => a.Text.Time is not null);

        Assert.StartsWith("/news/20111103/", mission.Path, StringComparison.Ordinal);
        Assert.Contains(mission.Path, await client.ReadAsync("/news/"), StringComparison.Ordinal);
        Assert.Contains("时间:2011-11-03 16:14来源:大众网", PortalClient.Visible(await client.ReadAsync(mission.Path)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_show_every_article_of_their_channel_once_over_their_pages()
    {
        await using var client = await PortalClient.StartAsync();
        var news = client.Portal.Articles.Where(a => a.Text.Channel == "news").ToList();

        var first = Rows(await client.ReadAsync("/news/"));
        var second = Rows(await client.ReadAsync("/news/list_2.html"));

        Assert.All(news, a => Assert.Single([first, second], page => page.Contains(a.Path, StringComparison.Ordinal)));
        Assert.Contains("title=\"老旧小区加装电梯先听一楼意见 一栋楼开了九次会\"", first + second, StringComparison.Ordinal);
        using var third = await client.AskAsync("/news/list_3.html");
        Assert.Equal(HttpStatusCode.NotFound, third.StatusCode);

        static string Rows(string html) => html[html.IndexOf("class=\"tablelist\"", StringComparison.Ordinal)..html.IndexOf("class=\"pright\"", StringComparison.Ordinal)];
    }

    [Fact]
    public async Task One_article_goes_on_on_a_second_page()
    {
        await using var client = await PortalClient.StartAsync();
        var split = Assert.Single(client.Portal.Articles, a => a.Text.BreakAfter > 0);

        var first = await client.ReadAsync(split.Path);
        var second = await client.ReadAsync(split.SecondPagePath);

        Assert.Contains($"<a href='{split.SecondPagePath}'>下一页</a>", first, StringComparison.Ordinal);
        Assert.Contains(split.Text.Paragraphs[0], first, StringComparison.Ordinal);
        Assert.DoesNotContain(split.Text.Paragraphs[^1], first, StringComparison.Ordinal);
        Assert.Contains(split.Text.Paragraphs[^1], second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pictures_are_real_ones()
    {
        await using var client = await PortalClient.StartAsync();
        var pictured = client.Portal.Articles.First(a => a.Text.Image);

        var png = await client.ReadBytesAsync($"/pic/{pictured.Id}.png");

        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        Assert.True(png.Length > 2000);
    }

    [Theory]
    [InlineData("/nothing/")]
    [InlineData("/news/20111103/999999999.html")]
    [InlineData("/news/20111104/1.html")]
    [InlineData("/news/list_999999.html")]
    [InlineData("/news/99999999/99999999999999999999.html")]
    [InlineData("/pic/0.png")]
    [InlineData("/%E4%BD%A0%0A/../x")]
    public async Task An_address_that_never_existed_is_not_found(string path)
    {
        await using var client = await PortalClient.StartAsync();
        using var response = await client.AskAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
