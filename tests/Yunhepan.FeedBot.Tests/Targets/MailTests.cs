using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Mail;
using Yunhepan.FeedBot.Tests.Chat;

namespace Yunhepan.FeedBot.Tests.Targets;

public sealed class MailTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = QuietRig.Clock();
    private MailServer? _server;
    private QuietRig? _rig;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (_rig is not null)
            await _rig.DisposeAsync();
        if (_server is null)
            return;
        Assert.Empty(_server.Violations);
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_mail_is_text_and_html_from_us_to_one_mailbox_and_no_title_becomes_a_header_or_markup()
    {
        var (server, rig) = await StartAsync();
        var title = "寻人\r\nBcc: thief@evil.example\r\n\r\n<script>alert(1)</script> & \"q\" 😀 " + new string('长', 60);

        await rig.SentAsync(AlertSamples.Missing() with { Title = title, Summary = "<img src=x onerror=y> =?utf-8?q?x?=" });
        await rig.SentAsync(AlertSamples.Ordinary(), "8-1");

        var mail = server.Mails[0];
        Assert.Contains("寻人 Bcc: thief@evil.example <script>alert(1)</script> & \"q\" 😀 长", mail.Subject, StringComparison.Ordinal);
        Assert.Equal(("News <news@feedbot.example>", "desk@mailbox.example"), (mail.From.ToString().Replace("\"", "", StringComparison.Ordinal), mail.To.ToString()));
        Assert.Empty(mail.Bcc);
        Assert.Equal(["text/plain", "text/html"], Assert.IsType<MultipartAlternative>(mail.Body).Select(part => part.ContentType.MimeType));
        Assert.Contains("<script>alert(1)</script>", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", mail.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", mail.HtmlBody, StringComparison.Ordinal);
        Assert.NotNull(XElement.Parse("<p>" + mail.HtmlBody!.Split("40em\">")[1].Split("</body>")[0] + "</p>").Descendants("a").First().Attribute("href"));
        Assert.Equal("auto-generated", mail.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal("<alerts.feedbot.example>", mail.Headers[HeaderId.ListId]);
        Assert.Equal(MessageImportance.High, mail.Importance);
        Assert.Equal(MessageImportance.Normal, server.Mails[1].Importance);
        Assert.Equal(_time.GetUtcNow(), mail.Date);
    }

    [Fact]
    public async Task A_correction_stands_below_the_first_mail_with_its_subject_and_a_mark()
    {
        var (server, rig) = await StartAsync();
        var id = await rig.SentAsync(AlertSamples.Ordinary() with { Title = "大桥明日通车" });
        var earlier = new EarlierMessage(id, _time.GetUtcNow());
        var corrected = AlertSamples.Ordinary() with { Kind = AlertKind.Corrected, Title = "大桥推迟通车", TitleBefore = "大桥明日通车" };

        await rig.SendAsync(new OutgoingMessage.OneArticle(corrected) { DeliveryId = "9-1", Earlier = earlier });
        await rig.SendAsync(new OutgoingMessage.OneArticle(corrected with { Kind = AlertKind.Withdrawn }) { DeliveryId = "10-1", Earlier = earlier });
        // What a person's end says names nobody, also not in the subject.
        await rig.AnnounceAsync(id, AlertSamples.Missing() with { Kind = AlertKind.Ended, EndedAs = AlertEnd.Found }, "11-1");

        var mails = server.Mails;
        Assert.Equal(4, mails.Select(mail => mail.MessageId).Distinct().Count());
        Assert.All(mails.Skip(1), mail => Assert.Equal((id, id), (mail.InReplyTo, Assert.Single(mail.References))));
        Assert.Equal("大桥明日通车", mails[0].Subject);
        Assert.Matches("^Re: .*更正 · 大桥明日通车$", mails[1].Subject);
        Assert.Contains("大桥推迟通车", mails[1].TextBody, StringComparison.Ordinal);
        Assert.Matches("^Re: .*撤", mails[2].Subject);
        Assert.DoesNotContain("七旬老人", mails[3].Subject + mails[3].TextBody + mails[3].HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repetition_has_the_same_id_so_that_mailboxes_recognise_it()
    {
        var (server, rig) = await StartAsync();
        server.Fail(TargetFault.AcceptedWithoutAnswer);
        Assert.IsType<SendResult.Unknown>(await rig.SendAsync(AlertSamples.Missing()));

        var id = await rig.SentAsync(AlertSamples.Missing());

        Assert.Equal([id, id], server.Mails.Select(mail => mail.MessageId));
        Assert.EndsWith("@feedbot.example", id, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RCPT 452 4.2.2 ADDRESS: Mailbox full", typeof(SendResult.Failed))]
    [InlineData("RCPT 450 ADDRESS busy", typeof(SendResult.Failed))]
    [InlineData("DATA 451 4.3.0 Try later", typeof(SendResult.Failed))]
    [InlineData("RCPT 550 5.1.1 ADDRESS: User unknown", typeof(SendResult.ChatGone))]
    [InlineData("RCPT 550 5.2.1 ADDRESS: Disabled", typeof(SendResult.ChatGone))]
    [InlineData("RCPT 554 5.7.1 ADDRESS: Relay access denied", typeof(SendResult.ChatResting))]
    [InlineData("RCPT 550 ADDRESS no", typeof(SendResult.ChatResting))]
    [InlineData("DATA 554 5.7.1 Spam", typeof(SendResult.Rejected))]
    [InlineData("MAIL 451 4.3.0 Try later", typeof(SendResult.Throttled))]
    [InlineData("RCPT 421 4.3.2 Closing", typeof(SendResult.Throttled))]
    [InlineData("MAIL 550 5.7.1 Sender refused", typeof(SendResult.AccountRefused))]
    [InlineData("CLOSE", typeof(SendResult.Unknown))]
    public async Task What_concerns_one_address_closes_it_alone_and_trouble_of_the_server_closes_nobody(string answer, Type expected)
    {
        var (server, rig) = await StartAsync();
        server.Answer(answer);

        var result = await rig.SendAsync(AlertSamples.Missing());

        Assert.IsType(expected, result);
        Assert.DoesNotContain("mailbox.example", result.ToString(), StringComparison.Ordinal);
        Assert.True(result is not SendResult.Throttled throttled || throttled.WholeAccount);
    }

    [Fact]
    public async Task Nothing_is_sent_without_the_protection_that_is_stated()
    {
        var (server, rig) = await StartAsync(how: ["notls"]);
        Assert.Contains("no STARTTLS", Refusal(await rig.SendAsync(AlertSamples.Missing())), StringComparison.Ordinal);

        await using var open = Rig(server, options => options.Security = MailSecurity.None);
        await open.SentAsync(AlertSamples.Missing());
        // On this machine it is not needed.
        await using var automatic = Rig(server, options => options.Security = MailSecurity.Automatic);
        await automatic.SentAsync(AlertSamples.Missing());
        Assert.Equal(2, server.Accepted);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_and_so_is_another_name()
    {
        var (server, rig) = await StartAsync();
        await using var strict = Rig(server, options => options.AuthorityFile = null);
        Assert.Contains("certificate", Refusal(await strict.SendAsync(AlertSamples.Missing())), StringComparison.Ordinal);
        await using var other = Rig(server, options => options.Server = "localhost");
        Assert.Contains("certificate", Refusal(await other.SendAsync(AlertSamples.Missing())), StringComparison.Ordinal);

        await rig.SentAsync(AlertSamples.Missing());
        Assert.Equal(1, server.Accepted);
    }

    [Fact]
    public async Task The_password_may_stand_in_a_file_and_a_wrong_one_is_said_in_words()
    {
        var (server, _) = await StartAsync(how: ["auth"]);
        await using var wrong = Rig(server, options => (options.User, options.Password) = ("feedbot", "loud words"));
        var refusal = Refusal(await wrong.SendAsync(AlertSamples.Missing()));
        Assert.Contains("Mail:User", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("loud", refusal, StringComparison.Ordinal);

        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "quiet words\n", Cancel);
            await using var right = Rig(server, options => (options.User, options.PasswordFile) = ("feedbot", file));
            await right.SentAsync(AlertSamples.Missing());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_server_that_is_not_there_or_not_stated_lets_all_wait_and_says_why()
    {
        var (server, _) = await StartAsync();
        await using var nowhere = Rig(server, options => options.Port = 1);
        Assert.Contains("cannot be reached", Refusal(await nowhere.SendAsync(AlertSamples.Missing())), StringComparison.Ordinal);
        await using var none = Rig(server, options => options.Server = null);
        Assert.Contains("Mail:Server is not set", Refusal(await none.SendAsync(AlertSamples.Missing())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_domain_gets_no_more_mails_in_a_minute_than_is_stated()
    {
        var (server, _) = await StartAsync();
        await using var rig = Rig(server, options => options.PerDomainPerMinute = 2);
        await rig.SentAsync(AlertSamples.Missing());
        _time.Advance(TimeSpan.FromSeconds(20));
        await rig.SentAsync(AlertSamples.Missing());

        Assert.Equal(new SendResult.Throttled(TimeSpan.FromSeconds(40), WholeAccount: false), await rig.SendAsync(AlertSamples.Missing()));
        Assert.Equal(2, server.Accepted);
        _time.Advance(TimeSpan.FromSeconds(40));
        await rig.SentAsync(AlertSamples.Missing());
    }

    [Fact]
    public void Settings_that_cannot_work_are_named_at_the_start()
    {
        static IEnumerable<string>? Faults(MailOptions options) => new MailOptionsValidator().Validate(null, options).Failures;

        Assert.Null(Faults(new MailOptions()));
        Assert.Null(Faults(new MailOptions { Server = "smtp.example.org", From = "快讯 <a@example.org>" }));
        var all = Faults(new MailOptions
        {
            Server = "smtps://smtp.example.org", From = "nobody", ReplyTo = "x y", User = "me", Security = MailSecurity.None,
            PasswordFile = "/nowhere/at-all", AuthorityFile = "/nowhere/at-all",
        })!.ToList();
        Assert.Equal(
            ["Mail:Server", "Mail:From", "Mail:ReplyTo", "Mail:User", "Mail:PasswordFile", "Mail:AuthorityFile"], all.Select(fault => string.Join(':', fault.Split(':')[..2])));
        Assert.Contains("Mail:Password", Assert.Single(Faults(new MailOptions { Server = "smtp.example.org", From = "a@example.org", User = "me" })!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_says_at_the_start_that_no_mail_can_be_sent_and_why()
    {
        await using var server = await MailServer.StartAsync("auth");
        var catalogue = new SourceCatalogue { Site = new Site(), Targets = [server.Target] };
        await using var wrong = await ChatApp.StartAsync(0, [.. server.Settings, ("Mail:User", "feedbot"), ("Mail:Password", "loud")], catalogue: catalogue);
        await Eventually.TrueAsync(() => wrong.Log.Any(line => line.Contains("No mail can be sent now", StringComparison.Ordinal) && line.Contains("Mail:User", StringComparison.Ordinal)));
        await using var none = await ChatApp.StartAsync(0, [], catalogue: catalogue);
        await Eventually.TrueAsync(() => none.Log.Any(line => line.Contains("Mail:Server is not set", StringComparison.Ordinal)));
    }

    private static string Refusal(SendResult result) => Assert.IsType<SendResult.AccountRefused>(result).Reason;

    private async Task<(MailServer Server, QuietRig Rig)> StartAsync(params string[] how)
    {
        _server = await MailServer.StartAsync(how);
        _rig = Rig(_server, _ => { });
        return (_server, _rig);
    }

    private QuietRig Rig(MailServer server, Action<MailOptions> state) => new(_time, server.Target, services =>
    {
        server.Configure(services);
        services.Configure(state);
    });
}
