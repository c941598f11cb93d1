using System.Text;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Chat.Targets;

namespace Yunhepan.FeedBot.Tests.Catalogue;

public sealed class TargetReaderTests
{
    private const string Topics = """
        "site": { "language": "zh-CN" }, "categories": [ { "id": "news", "name": "新闻" } ], "sources": [ { "id": "one", "url": "https://a.example/" } ],
        """;

    [Fact]
    public void A_target_arrives_with_all_that_it_states()
    {
        var target = Assert.Single(Valid("""
            { "id": "desk", "kind": "webhook", "url": "https://robot.example/hook", "secret": "quiet words", "follow": { "categories": ["news"], "sources": ["one"], "words": ["运河"] },
              "include": ["水"], "exclude": ["广告"], "digest": { "at": "08:30", "on": "friday" }, "quiet": { "from": "22:00", "to": "07:00", "urgentToo": true }, "language": "en", "timeZone": "Asia/Shanghai" }
            """));

        Assert.Equal(("desk", TargetKind.Webhook, "https://robot.example/hook", "quiet words"), (target.Id, target.Kind, target.Url, target.Secret));
        Assert.Equal(["news", "one", "运河", "水", "广告"], [.. target.Follow.Categories, .. target.Follow.Sources, .. target.Follow.Words, .. target.Include, .. target.Exclude]);
        Assert.Equal(new DigestTime(new TimeOnly(8, 30), DayOfWeek.Friday), target.Digest);
        Assert.Equal(new QuietHours(new TimeOnly(22, 0), new TimeOnly(7, 0), UrgentToo: true), target.Quiet);
        Assert.Equal((Language.English, "Asia/Shanghai"), (target.Language, target.TimeZone!.Id));
        Assert.DoesNotContain("quiet words", target.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_states_how_its_messages_look_and_how_many_come()
    {
        const string rest = """ "kind": "webhook", "url": "https://r.example/", "follow": { "words": ["水"] } """;
        Assert.Equal(new MessageFormat { Text = TextAmount.Compact }, Valid($$"""{ "id": "a", "format": "compact", {{rest}} }""")[0].Format);
        var target = Assert.Single(Valid($$"""
            { "id": "a", "format": { "text": "full", "pictures": "none", "preview": "off", "authors": true, "onlyNames": true, "categories": false, "length": 300, "alsoUrgent": true },
              "template": "{{ "{{ title }}" }}", "messagesPerMinute": 5, "secret": ["new", "old"], {{rest}} }
            """));

        Assert.Equal(
            new MessageFormat
            {
                Text = TextAmount.Full, Pictures = PictureAmount.None, Preview = LinkPreview.Off, Authors = true, OnlyNames = true, Categories = false,
                Length = 300, AlsoUrgent = true, Template = "{{ title }}", TemplateHasText = false,
            }, target.Format);
        Assert.Equal((5, "new", "old"), (target.MessagesPerMinute, target.Secret, Assert.Single(target.OlderSecrets)));
    }

    [Theory]
    [InlineData("\"format\": \"compakt\"", "targets[0].format", "did you mean \"compact\"?")]
    [InlineData("\"format\": { \"picture\": \"none\" }", "targets[0].format.picture", "did you mean \"pictures\"?")]
    [InlineData("\"format\": { \"length\": 5 }", "targets[0].format.length", "from 50 to 3000")]
    [InlineData("\"template\": \"{{ titel }}\"", "targets[0].template", "unknown name 'titel' (line 1, column 4 of the template); did you mean \"title\"?")]
    [InlineData("\"template\": \"{{ title | upcas }}\"", "targets[0].template", "did you mean \"upcase\"?")]
    [InlineData("\"template\": \"{% if title %}\"", "targets[0].template", "of the template")]
    [InlineData("\"template\": \"title\"", "targets[0].template", "{{ title }}")]
    [InlineData("\"messagesPerMinute\": 0", "targets[0].messagesPerMinute", "from 1 to 600")]
    [InlineData("\"secret\": [\"new\", \"${ENV:FEEDBOT_TEST_NOT_SET}\"]", "targets[0].secret[1]", "is not set")]
    [InlineData("\"secret\": []", "targets[0].secret", "one to 5")]
    public void A_fault_of_its_looks_has_a_place_in_the_file(string member, string path, string message)
    {
        var fault = Assert.Single(Assert.IsType<CatalogueResult.Invalid>(
            Read($$"""{ "id": "a", "kind": "webhook", "url": "https://r.example/", "follow": { "words": ["水"] }, {{member}} }""")).Faults);

        Assert.Equal((path, 1), (fault.Path, fault.Line));
        Assert.True(fault.Column > 1);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_out_is_taken_from_the_site()
    {
        var target = Assert.Single(Valid("""{ "id": "desk", "kind": "webhook", "url": "https://robot.example/", "follow": { "words": ["水"] } }"""));

        Assert.Equal((Language.Chinese, null, null, null), (target.Language, target.Digest, target.Quiet, target.Secret));
    }

    [Theory]
    [InlineData("""{ "id": "a", "kind": "webhook", "url": "https://r.example/", "address": "a@r.example", "follow": { "words": ["水"] } }""", "targets[0].address", "only a target of the kind \"mail\"")]
    [InlineData("""{ "id": "a", "kind": "mail", "follow": { "words": ["水"] } }""", "targets[0]", "\"address\" is required")]
    [InlineData("""{ "id": "a", "kind": "mail", "address": "a@r.example", "url": "https://r.example/", "follow": { "words": ["水"] } }""", "targets[0].url", "has an \"address\"")]
    [InlineData("""{ "id": "a", "kind": "mail", "address": "Desk <a@r.example>", "follow": { "words": ["水"] } }""", "targets[0].address", "one mail address without a name")]
    [InlineData("""{ "kind": "webhook", "url": "https://r.example/", "follow": { "words": ["水"] } }""", "targets[0]", "\"id\" is required")]
    [InlineData("""{ "id": "a", "kind": "webhok", "url": "https://r.example/", "follow": { "words": ["水"] } }""", "targets[0].kind", "did you mean \"webhook\"?")]
    [InlineData("""{ "id": "a", "kind": "webhook", "url": "r.example", "follow": { "words": ["水"] } }""", "targets[0].url", "absolute address")]
    [InlineData("""{ "id": "a", "kind": "webhook", "url": "https://r.example/", "follow": { "categories": ["nwes"] } }""", "targets[0].follow.categories[0]", "did you mean \"news\"?")]
    [InlineData("""{ "id": "a", "kind": "webhook", "url": "https://r.example/", "follow": { } }""", "targets[0].follow", "follows nothing")]
    [InlineData("""{ "id": "a", "kind": "webhook", "url": "https://r.example/" }""", "targets[0]", "\"follow\" is required")]
    [InlineData("""{ "id": "a", "kind": "webhook", "url": "https://r.example/", "follow": { "words": ["水"] }, "digest": { "at": "8" } }""", "targets[0].digest.at", "write it as 08:00")]
    [InlineData("""{ "id": "a", "kind": "webhook", "url": "https://r.example/", "follow": { "words": ["水"] }, "quiet": { "from": "22:00" } }""", "targets[0].quiet", "\"to\" is required")]
    [InlineData("""{ "id": "a", "kind": "webhook", "url": "https://r.example/", "follow": { "words": ["水"] }, "secret": "${ENV:FEEDBOT_TEST_NOT_SET}" }""", "targets[0].secret", "is not set")]
    [InlineData("""{ "id": "a", "kind": "webhook", "url": "https://r.example/", "follow": { "words": ["水"] }, "sound": true }""", "targets[0].sound", "unknown member")]
    public void A_fault_says_where_it_is_and_what_would_be_right(string target, string path, string message)
    {
        var fault = Assert.Single(Assert.IsType<CatalogueResult.Invalid>(Read(target)).Faults);

        Assert.Equal(path, fault.Path);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_targets_cannot_have_one_id()
    {
        const string one = """{ "id": "a", "kind": "webhook", "url": "https://r.example/", "follow": { "words": ["水"] } }""";

        var fault = Assert.Single(Assert.IsType<CatalogueResult.Invalid>(Read($"{one}, {one}")).Faults);

        Assert.Equal(("targets[1].id", "targets[0] has the same id \"a\""), (fault.Path, fault.Message));
    }

    private static IReadOnlyList<Target> Valid(string target) => Assert.IsType<CatalogueResult.Valid>(Read(target)).Catalogue.Targets;

    private static CatalogueResult Read(string targets) =>
        new CatalogueReader(new QuartzCron(), new CatalogueRules(TimeSpan.FromMinutes(1), _ => true) { CheckTemplate = TargetTemplate.Check }, TimeProvider.System).Read(Encoding.UTF8.GetBytes($"{{ {Topics} \"targets\": [ {targets} ] }}"));

    [Theory]
    [InlineData("desk@News.Example.ORG", "mailto:desk@news.example.org")]
    [InlineData("desk+news@河畔.example", "mailto:desk+news@xn--ovw07p.example")]
    [InlineData("root@localhost", "mailto:root@localhost")]
    [InlineData("a@b.example\\r\\nBcc: thief@evil.example", null)]
    [InlineData("a@b.example,thief@evil.example", null)]
    [InlineData("\\\"a b\\\"@b.example", null)]
    [InlineData("读者@b.example", null)]
    [InlineData("a@b@c.example", null)]
    [InlineData("@b.example", null)]
    [InlineData("a@", null)]
    [InlineData("a@b..example", null)]
    [InlineData("a@[127.0.0.1]", null)]
    public void A_mailbox_is_one_address_and_nothing_else(string address, string? expected)
    {
        var result = Read($$"""{ "id": "desk", "kind": "mail", "address": "{{address}}", "follow": { "words": ["水"] } }""");

        if (expected is not null)
            Assert.Equal(expected, Assert.Single(Assert.IsType<CatalogueResult.Valid>(result).Catalogue.Targets).Url);
        else
            Assert.Equal("targets[0].address", Assert.Single(Assert.IsType<CatalogueResult.Invalid>(result).Faults).Path);
    }
}
