using System.Text;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Ingestion.Scheduling;

namespace Yunhepan.FeedBot.Tests.Catalogue;

public sealed class CatalogueReaderTests
{
    [Fact]
    public void Only_the_url_of_a_source_is_required()
    {
        var source = Assert.Single(Valid("""{ "sources": [ { "url": "http://news.example.cn/jining/list.html" } ] }""").Sources);

        Assert.Equal("http://news.example.cn/jining/list.html", source.Url);
        Assert.Equal("news-example-cn-jining-list-html", source.Id);
        Assert.Equal("news.example.cn", source.Name.Zh);
        Assert.Equal(SourceKind.Auto, source.Kind);
        Assert.Equal(SourceContent.Full, source.Content);
        Assert.True(source.Enabled);
        Assert.Null(source.Every);
    }

    [Fact]
    public void Every_member_is_read()
    {
        var catalogue = Valid("""
            {
              // comments and trailing commas are fine
              "$schema": "feeds.schema.json",
              "site": { "title": "泉城", "baseUrl": "https://bot.example.org/", "language": "zh-CN", "timeZone": "Asia/Shanghai", "contact": "mailto:me@example.org" },
              "categories": [
                { "id": "alerts", "name": { "zh": "警示", "en": "Alerts" } },
                { "id": "alerts/missing", "name": "寻人", "priority": "urgent",
                  "match": { "title": ["寻人"], "any": ["走失"], "all": ["老人"], "none": ["已找到"], "path": ["/xunren/"] } },
              ],
              "publishers": [ { "id": "jn-police", "name": "济南公安", "verified": true, "children": [ { "id": "licheng", "name": "历城分局" } ] } ],
              "regions": [ { "id": "jining", "name": { "zh": "济宁", "en": "Jining" } } ],
              "sources": [ {
                "id": "one", "url": "https://a.example.cn/x", "name": { "en": "One" }, "kind": "list", "category": "alerts/missing",
                "publisher": "jn-police/licheng", "region": "jining", "cron": "0 0/10 * * * ?", "language": "zh", "timeZone": "Asia/Shanghai",
                "encoding": "gb18030", "content": "summary", "licence": { "text": "excerpt", "notice": { "zh": "署名", "en": "BY" }, "url": "https://licence.example/" }, "include": ["济宁"], "exclude": ["广告"], "headers": { "X-Token": "t" }, "enabled": false,
              } ],
            }
            """);

        Assert.Equal("https://bot.example.org", catalogue.Site.BaseUrl);
        Assert.Equal("Asia/Shanghai", catalogue.Site.TimeZone.Id);
        var missing = catalogue.Categories[1];
        Assert.Equal(("alerts/missing", "alerts", Priority.Urgent), (missing.Id, missing.ParentId, missing.Priority));
        Assert.Equal(new LocalisedName("寻人", "寻人"), missing.Name);
        Assert.Equal(["已找到"], missing.Match!.None);
        Assert.Equal(("jn-police/licheng", "jn-police", false), (catalogue.Publishers[1].Id, catalogue.Publishers[1].ParentId, catalogue.Publishers[1].Verified));
        var source = Assert.Single(catalogue.Sources);
        Assert.Equal(("one", SourceKind.List, SourceContent.Summary, false), (source.Id, source.Kind, source.Content, source.Enabled));
        Assert.Equal(("alerts/missing", "jn-police/licheng", "jining"), (source.CategoryId, source.PublisherId, source.RegionId));
        Assert.Equal(("0 0/10 * * * ?", "Asia/Shanghai", "gb18030", "zh"), (source.Cron, source.TimeZone!.Id, source.Encoding, source.Language));
        Assert.Equal(new SourceLicence(LicensedText.Excerpt, new LocalisedName("署名", "BY"), "https://licence.example/"), source.Licence);
        Assert.Equal(("One", "t"), (source.Name.Zh, source.Headers["x-token"]));
    }

    [Theory]
    [InlineData("15m", 900)]
    [InlineData("1h30m", 5400)]
    [InlineData("00:15:00", 900)]
    [InlineData("1.00:00:00", 86400)]
    [InlineData("90s", 90)]
    [InlineData("1d 2h", 93600)]
    public void Spans_are_read_as_people_write_them(string every, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Source($$"""{ "url": "http://a.cn/", "every": "{{every}}" }""").Every);

    [Theory]
    // What is wrong in it; where (line, column); path; words of the message.
    [InlineData("{ \"sources\": [\n  { \"url\": \"http://a.cn/\", \"evry\": \"1h\" } ] }", 2, 28, "sources[0].evry", "did you mean \"every\"")]
    [InlineData("{ \"site\": { \"titel\": \"x\" } }", 1, 13, "site.titel", "did you mean \"title\"")]
    [InlineData("{ \"source\": [] }", 1, 3, "source", "did you mean \"sources\"")]
    [InlineData("{ \"categories\": [ { \"id\": \"a\", \"name\": { \"zn\": \"甲\" } } ] }", 1, 42, "categories[0].name.zn", "did you mean \"zh\"")]
    [InlineData("{ \"categories\": [ { \"id\": \"a\", \"name\": \"甲\", \"match\": { \"titles\": [\"x\"] } } ] }", 1, 56, "categories[0].match.titles", "did you mean \"title\"")]
    [InlineData("{ \"publishers\": [ { \"id\": \"a\", \"name\": \"甲\", \"children\": [ { \"id\": \"b\", \"name\": \"乙\", \"verifed\": true } ] } ] }", 1, 85, "publishers[0].children[0].verifed", "did you mean \"verified\"")]
    [InlineData("{ \"sources\": [ { } ] }", 1, 16, "sources[0]", "\"url\" is required")]
    [InlineData("{ \"sources\": { } }", 1, 14, "sources", "expects an array, not an object")]
    [InlineData("{ \"sources\": [ 7 ] }", 1, 16, "sources[0]", "expects an object")]
    [InlineData("[]", 1, 1, "$", "expects an object")]
    [InlineData("{ \"sources\": [ { \"url\": 7 } ] }", 1, 25, "sources[0].url", "expects a string, not a number")]
    [InlineData("{ \"sources\": [ { \"url\": null } ] }", 1, 25, "sources[0].url", "not null")]
    [InlineData("{ \"sources\": [ { \"url\": \" \" } ] }", 1, 25, "sources[0].url", "must not be empty")]
    [InlineData("{ \"sources\": [ { \"url\": \"ftp://a.cn/\" } ] }", 1, 25, "sources[0].url", "expects http or https, not ftp")]
    [InlineData("{ \"sources\": [ { \"url\": \"/list.html\" } ] }", 1, 25, "sources[0].url", "http")]
    [InlineData("{ \"sources\": [ { \"url\": \"a.cn/list\" } ] }", 1, 25, "sources[0].url", "not an absolute address")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://me:pw@a.cn/\" } ] }", 1, 25, "sources[0].url", "user name or password")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\" }, { \"url\": \"http://A.cn/\", \"id\": \"b\" } ] }", 1, 52, "sources[1].url", "sources[0] has the same address")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"id\": \"x\" }, { \"url\": \"http://b.cn/\", \"id\": \"x\" } ] }", 1, 85, "sources[1].id", "sources[0] has the same id \"x\"")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"id\": \"X y\" } ] }", 1, 47, "sources[0].id", "is not an id")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"url\": \"http://b.cn/\" } ] }", 1, 41, "sources[0].url", "stated twice")]
    [InlineData("{ \"categories\": [ { \"id\": \"health\", \"name\": \"x\" } ], \"sources\": [ { \"url\": \"http://a.cn/\", \"category\": \"heatlh\" } ] }", 1, 104, "sources[0].category", "did you mean \"health\"")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"publisher\": \"p\" } ] }", 1, 54, "sources[0].publisher", "there is no publisher \"p\"")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"region\": \"r\" } ] }", 1, 51, "sources[0].region", "there is no region \"r\"")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"every\": \"1h\", \"cron\": \"0 0 8 * * ?\" } ] }", 1, 64, "sources[0].cron", "not both")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"every\": \"often\" } ] }", 1, 50, "sources[0].every", "\"15m\"")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"every\": 15 } ] }", 1, 50, "sources[0].every", "not a number")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"every\": \"5s\" } ] }", 1, 50, "sources[0].every", "at least 1m")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"every\": \"400d\" } ] }", 1, 50, "sources[0].every", "at most 30d")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"cron\": \"every day\" } ] }", 1, 49, "sources[0].cron", "not a Quartz cron expression")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"cron\": \"* * *\" } ] }", 1, 49, "sources[0].cron", "day-of-week")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"cron\": \"0 8\" } ] }", 1, 49, "sources[0].cron", "day-of-week")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"cron\": \"99 * * * * ?\" } ] }", 1, 49, "sources[0].cron", "not a Quartz cron expression")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"cron\": \"0 0 12 31 2 ?\" } ] }", 1, 49, "sources[0].cron", "never fires")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"cron\": \"0 0 12 * * ? 2020\" } ] }", 1, 49, "sources[0].cron", "never fires")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"cron\": \"* * * * * ?\" } ] }", 1, 49, "sources[0].cron", "at most every 1m")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"cron\": \"0,20 30 8 * * ?\" } ] }", 1, 49, "sources[0].cron", "fires every 20s")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"cron\": \"0 60 * * * ?\" } ] }", 1, 49, "sources[0].cron", "not a Quartz cron expression")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"cron\": \"0 0 24 * * ?\" } ] }", 1, 49, "sources[0].cron", "not a Quartz cron expression")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"cron\": \"0 0 8-25 * * ?\" } ] }", 1, 49, "sources[0].cron", "not a Quartz cron expression")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"cron\": \"0 0,61 8 * * ?\" } ] }", 1, 49, "sources[0].cron", "not a Quartz cron expression")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"cron\": \"0 0 8 32 * ?\" } ] }", 1, 49, "sources[0].cron", "not a Quartz cron expression")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"cron\": \"0 0 8 ? 13 *\" } ] }", 1, 49, "sources[0].cron", "not a Quartz cron expression")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"cron\": \"0 0 8 ? * 8\" } ] }", 1, 49, "sources[0].cron", "not a Quartz cron expression")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"cron\": \"0 0 8 * * ? 99999999999\" } ] }", 1, 49, "sources[0].cron", "not a Quartz cron expression")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"timeZone\": \"Asia/Jining\" } ] }", 1, 53, "sources[0].timeZone", "not a time zone")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"encoding\": \"gbx\" } ] }", 1, 53, "sources[0].encoding", "not a known character set")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"language\": \"中文\" } ] }", 1, 53, "sources[0].language", "not a language tag")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"kind\": \"feeds\" } ] }", 1, 49, "sources[0].kind", "did you mean \"feed\"")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"enabled\": \"yes\" } ] }", 1, 52, "sources[0].enabled", "true or false, not a string")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"licence\": {} } ] }", 1, 52, "sources[0].licence", "give text, notice or url")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"licence\": \"excerpt\" } ] }", 1, 52, "sources[0].licence", "expects an object")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"licence\": { \"text\": \"exerpt\" } } ] }", 1, 62, "sources[0].licence.text", "did you mean \"excerpt\"")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"licence\": { \"link\": \"x\" } } ] }", 1, 54, "sources[0].licence.link", "unknown member")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"licence\": { \"url\": \"cc-by\" } } ] }", 1, 61, "sources[0].licence.url", "not an absolute address")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"license\": { \"text\": \"full\" } } ] }", 1, 41, "sources[0].license", "did you mean \"licence\"")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"include\": [\"x\", 3] } ] }", 1, 58, "sources[0].include[1]", "expects a string")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"headers\": { \"X Y\": \"1\" } } ] }", 1, 54, "sources[0].headers", "is not a header name")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"headers\": { \"User-Agent\": \"Mozilla\" } } ] }", 1, 54, "sources[0].headers", "set by the fetcher")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"headers\": { \"X-Y\": \"a\\r\\nb\" } } ] }", 1, 61, "sources[0].headers.X-Y", "printable ASCII")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"headers\": { \"X-Y\": \"${ENV:FEEDBOT_TEST_UNSET}\" } } ] }", 1, 61, "sources[0].headers.X-Y", "FEEDBOT_TEST_UNSET is not set")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"headers\": { \"X-Y\": \"${FILE:no/such}\" } } ] }", 1, 61, "sources[0].headers.X-Y", "no/such cannot be read")]
    [InlineData("{ \"sources\": [ { \"url\": \"http://a.cn/\", \"headers\": { \"X-Y\": \"${SECRET}\" } } ] }", 1, 61, "sources[0].headers.X-Y", "${ENV:NAME}")]
    [InlineData("{ \"categories\": [ { \"id\": \"a/b\", \"name\": \"x\" } ] }", 1, 27, "categories[0].id", "its parent category \"a\" is not listed")]
    [InlineData("{ \"categories\": [ { \"id\": \"a\", \"name\": \"x\" }, { \"id\": \"a\", \"name\": \"y\" } ] }", 1, 55, "categories[1].id", "there is another category \"a\"")]
    [InlineData("{ \"categories\": [ { \"id\": \"a\" } ] }", 1, 19, "categories[0]", "\"name\" is required")]
    [InlineData("{ \"categories\": [ { \"id\": \"a\", \"name\": {} } ] }", 1, 40, "categories[0].name", "give zh, en or both")]
    [InlineData("{ \"categories\": [ { \"id\": \"a\", \"name\": \"x\", \"priority\": \"high\" } ] }", 1, 57, "categories[0].priority", "urgent, normal, low")]
    [InlineData("{ \"categories\": [ { \"id\": \"a\", \"name\": \"x\", \"match\": { \"none\": [\"y\"] } } ] }", 1, 54, "categories[0].match", "at least one word")]
    [InlineData("{ \"site\": { \"baseUrl\": \"bot.example.org\" } }", 1, 24, "site.baseUrl", "not an absolute address")]
    [InlineData("{ \"site\": { \"contact\": \"me (at) home\" } }", 1, 24, "site.contact", "User-Agent")]
    [InlineData("{ \"sources\": [\n { \"url\": \"http://a.cn/\" }\n { } ] }", 3, 2, "$", "is not JSON")]
    [InlineData("{ \"sources\": [", 1, 15, "$", "is not JSON")]
    [InlineData("", 1, 1, "$", "is not JSON")]
    [InlineData("{ } x", 1, 5, "$", "is not JSON")]
    public void A_fault_is_named_with_its_place(string json, int line, int column, string path, string message)
    {
        var fault = Assert.Single(Faults(json));

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.Equal((line, column, path), (fault.Line, fault.Column, fault.Path));
        Assert.DoesNotContain('\n', fault.Describe("feeds.json"));
    }

    [Fact]
    public void All_faults_are_reported_in_one_go_in_the_order_of_the_file()
    {
        var faults = Faults("""
            {
              "site": { "timeZone": "Mars/Olympus" },
              "sources": [
                { "url": "ftp://a.cn/", "every": "1" },
                { "url": "http://b.cn/", "category": "none", "knd": "list" }
              ]
            }
            """);

        Assert.Equal(
            ["site.timeZone", "sources[0].url", "sources[0].every", "sources[1].category", "sources[1].knd"],
            faults.Select(fault => fault.Path));
        Assert.Equal("feeds.json(4,14): sources[0].url: expects http or https, not ftp", faults[1].Describe("feeds.json"));
    }

    [Fact]
    public void Columns_count_characters_not_bytes()
    {
        var fault = Assert.Single(Faults("""{ "site": { "title": "济南泉城", "x1": 1 } }"""));

        Assert.Equal(30, fault.Column);
    }

    [Fact]
    public void A_byte_order_mark_does_not_hurt() =>
        Assert.IsType<CatalogueResult.Valid>(Reader().Read([0xEF, 0xBB, 0xBF, .. "{}"u8]));

    [Fact]
    public void A_file_in_gbk_is_told_to_be_saved_as_utf8()
    {
        var result = Reader().Read([.. "{ \"site\": { \"title\": \""u8, 0xBC, 0xC3, 0xC4, 0xCF, .. "\" } }"u8]);

        Assert.Contains("UTF-8", Assert.Single(Assert.IsType<CatalogueResult.Invalid>(result).Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_come_from_environment_and_files_and_are_never_repeated()
    {
        Environment.SetEnvironmentVariable("FEEDBOT_TEST_TOKEN", "geheim-1");
        var folder = Directory.CreateTempSubdirectory("feedbot-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "token"), "geheim-2\n");
            const string Json = """{ "sources": [ { "url": "http://a.cn/", "headers": { "Authorization": "Bearer ${ENV:FEEDBOT_TEST_TOKEN}.${FILE:token}" } } ] }""";
            var valid = Assert.IsType<CatalogueResult.Valid>(Reader().Read(Encoding.UTF8.GetBytes(Json), folder.FullName));

            Assert.Equal("Bearer geheim-1.geheim-2", valid.Catalogue.Sources[0].Headers["Authorization"]);
            Assert.DoesNotContain("geheim", valid.Catalogue.Sources[0].ToString(), StringComparison.Ordinal);

            Environment.SetEnvironmentVariable("FEEDBOT_TEST_TOKEN", "geheim\u0001");
            var invalid = Assert.IsType<CatalogueResult.Invalid>(Reader().Read(Encoding.UTF8.GetBytes(Json), folder.FullName));
            Assert.DoesNotContain("geheim", invalid.Faults[0].Describe("feeds.json"), StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("FEEDBOT_TEST_TOKEN", null);
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("http://www.jn.example.cn/", "jn-example-cn")]
    [InlineData("https://jn.example.cn/edu/list_1.html", "jn-example-cn-edu-list-1-html-")]
    [InlineData("http://jn.example.cn:8080/a", "jn-example-cn-8080-a")]
    [InlineData("http://jn.example.cn/list?id=7", "jn-example-cn-list-id-7-")]
    public void An_id_is_derived_from_the_address(string url, string expected)
    {
        var id = Source($$"""{ "url": "{{url}}" }""").Id;

        Assert.StartsWith(expected, id, StringComparison.Ordinal);
        Assert.Equal(expected.EndsWith('-') ? expected.Length + 6 : expected.Length, id.Length);
    }

    [Fact]
    public void Derived_ids_of_different_addresses_differ_and_do_not_depend_on_the_order()
    {
        string[] urls = ["http://a.cn/List", "http://a.cn/list", "http://a.cn/list?p=1", "http://a.cn/list?p=2", "http://a.cn/新闻", "http://a.cn/通知", $"http://a.cn/{new string('x', 200)}1", $"http://a.cn/{new string('x', 200)}2"];
        string Json(IEnumerable<string> order) => $$"""{ "sources": [ {{string.Join(',', order.Select(url => $$"""{ "url": "{{url}}" }"""))}} ] }""";

        var forwards = Valid(Json(urls)).Sources.ToDictionary(source => source.Url, source => source.Id);
        var backwards = Valid(Json(urls.Reverse())).Sources.ToDictionary(source => source.Url, source => source.Id);

        Assert.Equal(urls.Length, forwards.Values.Distinct().Count());
        Assert.Equal(forwards.OrderBy(pair => pair.Key), backwards.OrderBy(pair => pair.Key));
        Assert.All(forwards.Values, id => Assert.InRange(id.Length, 1, 100));
    }

    [Fact]
    public void Parents_come_before_children_whatever_the_order_of_the_file() =>
        Assert.Equal(
            ["a", "a/b", "a/b/c"],
            Valid("""{ "regions": [ { "id": "a/b/c", "name": "3" }, { "id": "a/b", "name": "2" }, { "id": "a", "name": "1" } ] }""").Regions.Select(region => region.Id));

    [Fact]
    public void Cron_is_meant_in_the_zone_of_the_source_or_else_of_the_site()
    {
        var sources = Valid("""
            { "site": { "timeZone": "Asia/Shanghai" },
              "sources": [ { "url": "http://a.cn/" }, { "url": "http://b.cn/", "timeZone": "Europe/Berlin" } ] }
            """).Sources;

        Assert.Equal(["Asia/Shanghai", "Europe/Berlin"], sources.Select(source => source.ScheduleZone.Id));
        Assert.Null(sources[0].TimeZone);
    }

    [Fact]
    public async Task A_missing_file_is_a_fault_without_a_place()
    {
        var result = await Reader().ReadFileAsync("no-such-file.json", TestContext.Current.CancellationToken);

        Assert.Equal("feeds.json: there is no file no-such-file.json", Assert.Single(Assert.IsType<CatalogueResult.Invalid>(result).Faults).Describe("feeds.json"));
    }

    [Fact]
    public void Any_bytes_give_a_result()
    {
        var random = new Random(20111103);
        var start = """{ "site": { "title": "济南" }, "sources": [ { "url": "http://a.cn/", "every": "1h", "headers": { "X": "${ENV:X}" } } ] }"""u8.ToArray();
        for (var round = 0; round < 3000; round++)
        {
            var bytes = start.ToArray();
            for (var hits = random.Next(1, 6); hits > 0; hits--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);

            Assert.NotNull(Reader().Read(bytes[..random.Next(bytes.Length + 1)]));
        }
    }

    internal static CatalogueReader Reader() => new(new QuartzCron(), Rules, TimeProvider.System);

    internal static CatalogueRules Rules { get; } = new(new PollingOptions().ShortestEvery, PageSelectors.IsValid);

    private static SourceCatalogue Valid(string json)
    {
        var result = Reader().Read(Encoding.UTF8.GetBytes(json));
        Assert.True(result is CatalogueResult.Valid, result is CatalogueResult.Invalid invalid ? string.Join('\n', invalid.Faults) : "");
        return ((CatalogueResult.Valid)result).Catalogue;
    }

    private static Source Source(string json) => Valid($$"""{ "sources": [ {{json}} ] }""").Sources[0];

    private static IReadOnlyList<CatalogueFault> Faults(string json) =>
        Assert.IsType<CatalogueResult.Invalid>(Reader().Read(Encoding.UTF8.GetBytes(json))).Faults;
}
