using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Complaints;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>Tests a complaint about an article through its form, without a script.</summary>
public sealed class ComplaintTests
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string OtherKindZh = "这里不接收这种格式的内容";
    private const string OtherKindEn = "This kind of content is not accepted here";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string PathOf(Article article) => $"/article/{article.PublicId}/complaint";

    private static async Task<HttpResponseMessage> SendAsync(PublishingApp app, string path, string text, string contact = "", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([new("text", text), new("contact", contact)]) };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await app.Client.SendAsync(request, Cancellation);
    }

    private static async Task<List<Complaint>> StoredAsync(PublishingApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ArticlesDb>().Complaints.AsNoTracking().OrderBy(c => c.Id).ToListAsync(Cancellation);
    }

    private static async Task<(PublishingApp App, Article Article)> StartAsync()
    {
        var app = await PublishingApp.StartAsync();
        var article = Sample.Article(1);
        await app.StoreAsync(article);
        return (app, article);
    }

    [Theory]
    [InlineData("zh", "投诉这篇文章", "投诉已收到")]
    [InlineData("en", "Report this article", "Your complaint has arrived")]
    public async Task Each_article_leads_to_a_form_and_what_is_sent_is_due_in_thirty_days(string language, string heading, string thanks)
    {
        var (app, article) = await StartAsync();
        await using var _ = app;
        var html = await app.Client.GetStringAsync($"/article/{article.PublicId}?lang={language}", Cancellation);
        Assert.Contains($"<a href=\"{PathOf(article)}?lang={language}\" rel=\"nofollow\">{heading}</a>", html, StringComparison.Ordinal);
        using var form = await app.GetAsync($"{PathOf(article)}?lang={language}");
        Assert.Contains($"<h1>{heading}</h1>", await form.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        // Without a referrer browsers would hide where the form was sent from.
        Assert.Equal("same-origin", form.Headers.GetValues("Referrer-Policy").Single());

        using var sent = await SendAsync(app, $"{PathOf(article)}?lang={language}", " 照片里的人是我。\n没有同意过。 ", "me@example.org", ("Origin", app.BaseUrl));

        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        var complaint = Assert.Single(await StoredAsync(app));
        var received = await app.Client.GetStringAsync(sent.Headers.Location, Cancellation);
        Assert.Contains($"<h1>{thanks}</h1>", received, StringComparison.Ordinal);
        // By its number, with its day, and a way back to the article.
        Assert.Contains(language == "zh" ? $"编号 {complaint.Id}，" : $"Number {complaint.Id}, ", received, StringComparison.Ordinal);
        Assert.Contains($"{complaint.DueAt.ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd}", received, StringComparison.Ordinal);
        Assert.Contains($"href=\"/article/{article.PublicId}?lang={language}\"", received, StringComparison.Ordinal);
        Assert.Equal((article.PublicId, "照片里的人是我。\n没有同意过。", "me@example.org"), (complaint.PublicId, complaint.Text, complaint.Contact));
        Assert.Equal(app.Time.GetUtcNow().AddDays(30), complaint.DueAt);
    }

    [Theory]
    [InlineData("?number=77")]
    [InlineData("?number=")]
    [InlineData("?number=-1")]
    [InlineData("?number=x")]
    [InlineData("")]
    public async Task A_number_that_is_no_complaint_about_this_article_is_not_said(string query)
    {
        var (app, article) = await StartAsync();
        await using var _ = app;

        var received = await app.Client.GetStringAsync($"{PathOf(article)}/received{query}", Cancellation);

        Assert.DoesNotContain("编号", received, StringComparison.Ordinal);
        Assert.DoesNotContain("Number ", received, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Another_site_cannot_complain_in_its_visitors_name(string header, string value)
    {
        var (app, article) = await StartAsync();
        await using var _ = app;

        using var sent = await SendAsync(app, PathOf(article), "请撤下", "", (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, sent.StatusCode);
        Assert.Empty(await StoredAsync(app));
    }

    [Fact]
    public async Task What_is_empty_or_too_long_is_refused_with_what_was_typed_still_there()
    {
        var (app, article) = await StartAsync();
        await using var _ = app;

        using var empty = await SendAsync(app, PathOf(article), " \n ", "138<0000>");
        using var tooLong = await SendAsync(app, PathOf(article), new string('长', 4001));
        using var tooLongContact = await SendAsync(app, PathOf(article), "请撤下", new string('1', 201));
        using var flood = await SendAsync(app, PathOf(article), new string('x', 60_000));
        using var elsewhere = await SendAsync(app, $"/article/{Guid.NewGuid()}/complaint", "请撤下");

        Assert.All([empty, tooLong, tooLongContact, flood], r => Assert.Equal(HttpStatusCode.BadRequest, r.StatusCode));
        Assert.Contains("value=\"138&lt;0000&gt;\"", await empty.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", await tooLong.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        Assert.Empty(await StoredAsync(app));
    }

    [Theory]
    [InlineData("/complaint", "utf-7")]
    [InlineData("/complaint", "unicode-1-1-utf-7")]
    [InlineData("/websub", "UTF-7")]
    [InlineData("/websub", "csUnicode11UTF7")]
    public async Task A_form_in_an_encoding_that_is_not_read_is_the_senders_fault(string place, string charset)
    {
        var (app, article) = await StartAsync();
        await using var _ = app;
        using var plain = new ByteArrayContent("text=+bElWCk-"u8.ToArray());
        plain.Headers.TryAddWithoutValidation("Content-Type", $"application/x-www-form-urlencoded; charset={charset}");
        using var part = new ByteArrayContent("+bElWCk-"u8.ToArray());
        part.Headers.TryAddWithoutValidation("Content-Type", $"text/plain; charset={charset}");
        using var parts = new MultipartFormDataContent { { part, "text" } };

        foreach (var content in (HttpContent[])[plain, parts])
        {
            using var answer = await app.Client.PostAsync(place == "/websub" ? place : PathOf(article), content, Cancellation);
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        }

        Assert.Empty(await StoredAsync(app));
    }

    [Theory]
    [InlineData(Form, "text=x", 65_000, 413, "提交的内容太大", "What was sent is too large")]
    [InlineData(Form, "contact=", 400_000, 413, "提交的内容太大", "What was sent is too large")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n", 90_000, 413, "提交的内容太大", "What was sent is too large")]
    [InlineData("application/json", "{\"text\":\"x\"}", 0, 415, OtherKindZh, OtherKindEn)]
    [InlineData("text/plain; charset=utf-8", "text=x", 0, 415, OtherKindZh, OtherKindEn)]
    [InlineData("image/png", "text=x", 0, 415, OtherKindZh, OtherKindEn)]
    [InlineData(null, "text=x", 0, 415, OtherKindZh, OtherKindEn)]
    [InlineData(Form + "; charset=klingon", "text=x", 0, 415, OtherKindZh, OtherKindEn)]
    [InlineData(Form + "; charset=\"x-none\"", "text=x", 0, 415, OtherKindZh, OtherKindEn)]
    [InlineData(Form + "; charset=utf-7", "text=x", 0, 415, OtherKindZh, OtherKindEn)]
    [InlineData(Form + "; charset=\"gb2312\"", "text=%C7%EB", 0, 415, OtherKindZh, OtherKindEn)]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nsub", 0, 400, "无法读取提交的内容", "What was sent could not be read")]
    [InlineData("multipart/form-data", "text=x", 0, 400, "无法读取提交的内容", "What was sent could not be read")]
    [InlineData(Form, "a=1&b=2&c=3&d=4&e=5&f=6&g=7&h=8&i=9&text=x", 0, 400, "无法读取提交的内容", "What was sent could not be read")]
    public async Task What_is_no_form_of_ours_is_refused_by_its_fault_in_the_readers_words(string? type, string body, int more, int expected, string zh, string en)
    {
        var (app, article) = await StartAsync();
        await using var _ = app;
        foreach (var (language, words) in new[] { ("zh", zh), ("en", en) })
        {
            using var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body + new string('x', more)));
            if (type is not null)
                content.Headers.TryAddWithoutValidation("Content-Type", type);

            using var answer = await app.Client.PostAsync($"{PathOf(article)}?lang={language}", content, Cancellation);

            Assert.Equal(expected, (int)answer.StatusCode);
            Assert.Contains(words, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }

        Assert.Empty(await StoredAsync(app));
    }

    [Theory]
    [InlineData(Form + "; charset=utf-8")]
    [InlineData(Form + "; charset=\"UTF-8\"")]
    [InlineData(Form + ";charset=us-ascii")]
    public async Task A_form_may_name_its_encoding(string type)
    {
        var (app, article) = await StartAsync();
        await using var _ = app;
        using var content = new ByteArrayContent("text=%E8%AF%B7%E6%92%A4%E4%B8%8B"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var answer = await app.Client.PostAsync(PathOf(article), content, Cancellation);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    [Theory]
    [InlineData("text/plain; charset=gb2312", "gb18030", null)]
    [InlineData("text/plain; charset=GBK", "gb18030", null)]
    [InlineData("text/plain; charset=\"utf-8\"", "utf-8", null)]
    [InlineData("text/plain; charset=big5", "big5", null)]
    [InlineData("text/plain; charset=utf-16le", "utf-16", null)]
    [InlineData("text/plain; charset=UTF-8", "utf-8", null)]
    [InlineData("text/plain", "utf-8", "8bit")]
    [InlineData(null, "utf-8", null)]
    public async Task A_part_of_a_form_is_read_in_the_encoding_that_it_states(string? type, string encoding, string? transfer)
    {
        var (app, article) = await StartAsync();
        await using var _ = app;
        using var parts = Parts(System.Text.CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? System.Text.Encoding.GetEncoding(encoding), type, transfer);

        using var answer = await app.Client.PostAsync(PathOf(article), parts, Cancellation);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("請撤下此文", Assert.Single(await StoredAsync(app)).Text);
    }

    [Theory]
    [InlineData("text/plain; charset=klingon", null)]
    [InlineData("text/plain; charset=x-user-defined", null)]
    [InlineData("text/plain; charset=gb 2312", null)]
    [InlineData("text/plain; charset=\"gb2312\"", null)]
    [InlineData("text/plain; charset=\"", null)]
    [InlineData("text/plain", "base64")]
    [InlineData(null, "quoted-printable")]
    public async Task A_part_of_a_form_in_an_encoding_that_is_not_read_is_the_senders_fault(string? type, string? transfer)
    {
        var (app, article) = await StartAsync();
        await using var _ = app;
        using var parts = Parts(System.Text.Encoding.UTF8, type, transfer);

        using var answer = await app.Client.PostAsync(PathOf(article), parts, Cancellation);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Empty(await StoredAsync(app));
    }

    private static MultipartFormDataContent Parts(System.Text.Encoding encoding, string? type, string? transfer)
    {
        var part = new ByteArrayContent(encoding.GetBytes("請撤下此文"));
        if (type is not null)
            part.Headers.TryAddWithoutValidation("Content-Type", type);
        if (transfer is not null)
            part.Headers.TryAddWithoutValidation("Content-Transfer-Encoding", transfer);
        return new MultipartFormDataContent { { part, "text" }, { new ByteArrayContent([]), "contact" } };
    }

    [Fact]
    public async Task One_client_sends_a_few_and_is_then_told_to_wait()
    {
        var (app, article) = await StartAsync();
        await using var _ = app;
        List<HttpStatusCode> answers = [];
        for (var n = 0; n < 6; n++)
        {
            using var sent = await SendAsync(app, PathOf(article), $"第{n}次");
            answers.Add(sent.StatusCode);
            if (sent.StatusCode == HttpStatusCode.TooManyRequests)
                Assert.True(sent.Headers.RetryAfter!.Delta >= TimeSpan.FromMinutes(1));
        }

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.SeeOther, 5), HttpStatusCode.TooManyRequests], answers);
        Assert.Equal(5, (await StoredAsync(app)).Count);
    }

    [Fact]
    public async Task Characters_that_no_database_takes_and_what_was_withdrawn_make_no_fault()
    {
        var (app, article) = await StartAsync();
        await using var _ = app;

        using var sent = await SendAsync(app, PathOf(article), "请\u0007撤下\ud800", "a\u0001b");
        using var nothing = await SendAsync(app, PathOf(article), "请\0撤下", "a\0b");
        await app.ChangeAsync(article.PublicId, RevisionKind.Withdrawn, a => a.WithdrawnAt = app.Time.GetUtcNow());
        using var gone = await app.GetAsync(PathOf(article));

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.BadRequest), (sent.StatusCode, nothing.StatusCode));
        Assert.Equal(("请撤下", "ab"), Assert.Single((await StoredAsync(app)).Select(c => (c.Text.Replace("\ufffd", "", StringComparison.Ordinal), c.Contact))));
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
    }

    [Fact]
    public async Task An_overdue_one_is_counted_and_the_log_says_so_once()
    {
        var (app, article) = await StartAsync();
        await using var _ = app;
        using var sent = await SendAsync(app, PathOf(article), "请撤下");
        await using var scope = app.Services.CreateAsyncScope();
        var box = scope.ServiceProvider.GetRequiredService<ComplaintBox>();
        app.Time.Advance(TimeSpan.FromDays(29));
        await box.RemindAsync(Cancellation);
        Assert.Equal((1, 0), ((await box.DueAsync(Cancellation)).Open, (await box.DueAsync(Cancellation)).Overdue));
        Assert.False(Assert.Single(await StoredAsync(app)).IsReminded);

        app.Time.Advance(TimeSpan.FromDays(2));
        await box.RemindAsync(Cancellation);

        Assert.Equal(1, (await box.DueAsync(Cancellation)).Overdue);
        Assert.True(Assert.Single(await StoredAsync(app)).IsReminded);
    }
}
