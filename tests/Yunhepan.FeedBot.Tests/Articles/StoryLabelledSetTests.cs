using Yunhepan.FeedBot.Articles.Comparing;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Benchmarks.Articles;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>
/// The labelled set written by us: texts, forms filled in many times, and the changes that portals make (<see
/// cref="StoryMutations"/>).
/// </summary>
public sealed class StoryLabelledSetTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 20, 8, 0, 0, TimeSpan.FromHours(8));

    private static readonly StoryText[] Reports =
    [
        new("古槐路综合改造完工 今日恢复双向通车",
            """
            昨日上午，历时四个月的古槐路综合改造工程全部完工，恢复双向通车。改造后的道路由原来的双向四车道拓宽为六车道，并新增了非机动车专用道。
            据施工方介绍，此次改造同步更换了老旧供水管线8.6公里、雨污管线11公里，沿线3处易积水点得到根治，施工期间调整的9条公交线路已经全部恢复原线运行。
            家住路东的市民孙女士说，过去一到雨天家门口就成了河，孩子上学得绕行两站地，现在路面平整了，路灯也亮了，心里敞亮。
            交警部门提醒，新启用的3处电子警察将于下月1日起正式执法，请驾驶人按标线行驶，行人过街请走斑马线，共同维护良好的交通秩序。
            """, Day),
        new("微山湖今冬首批越冬候鸟抵达",
            """
            记者从湿地保护中心获悉，今冬首批越冬候鸟已抵达微山湖，巡护员在南阳岛以北的浅滩记录到灰鹤、豆雁和绿头鸭等17种共2600余只，比去年同期多出两成。
            巡护员老周守湖已有21年，他说鸟来得早，与入秋以来雨水丰沛、芦苇荡恢复得好有关，往年要到小雪前后才见得到这样的鸟群。
            为了不惊扰候鸟，保护中心划定了4片静默区，游船一律绕行，观鸟平台每日限流300人，志愿者将在码头讲解观鸟须知。
            保护中心提醒市民，不要投喂、追逐和使用无人机近拍，发现受伤的鸟可以拨打救助热线，由专业人员前往处置。
            """, Day),
        new("任城区新增三处社区食堂 老人就餐有补贴",
            """
            本周起，任城区在阜桥、越河、济阳三个街道新增的社区食堂开门迎客，周边5800多位老人走几步就能吃上热饭，60岁以上凭证享受八折，80岁以上每餐再补2元。
            食堂由街道提供场地，餐饮企业负责经营，每天供应12个菜，少油少盐，软烂适口，行动不便的老人还可以电话订餐，由志愿者送到家里。
            78岁的刘大爷头一天就来尝鲜，一荤两素一汤花了9块6毛，他说一个人在家做饭多了剩、少了费事，这样正好。
            区民政局负责人介绍，年底前全区社区食堂将达到26处，重点补上老旧小区的空白，并在墙上公示每日食材的来源和价格。
            """, Day),
        new("曲阜中学生机器人队夺得全国金奖",
            """
            在刚刚结束的全国青少年机器人竞赛中，来自曲阜的4名高二学生凭自主设计的果园采摘机器人获得金奖，这是该市学校首次在这项赛事中登顶。
            指导教师介绍，这台机器人用双目相机识别果实成熟度，机械爪由3D打印制成，采摘一枚苹果平均用时6.4秒，破损率低于2%。
            为了调试算法，队员们利用周末到尼山脚下的果园采集了1.2万张照片，最难的一次，因为光线变化连续失败了30多回。
            学校表示，将把竞赛课程开放给全市12所初中，让更多孩子有机会接触编程和机械设计，相关器材由企业捐赠。
            """, Day),
        new("City opens riverside cycle path after two-year build",
            """
            A nine-kilometre cycle path along the old canal opened to the public on Saturday, two years after work began and three months behind schedule, the transport department said.
            The path links four parks and the railway station, and planners expect about 3,500 riders a day once a final underpass is finished next spring. It cost 41 million yuan, slightly less than budgeted.
            Zhao Min, who repairs bicycles beside the northern gate, said trade had doubled over the weekend. "People who have not ridden since school are bringing in bikes with flat tyres," he said.
            Cyclists have asked for better lighting under two road bridges, and the department promised to install lamps there before the end of the month.
            """, Day),
        new("Library extends opening hours as exam season nears",
            """
            The city library will stay open until 11 pm from next week to give pupils a quiet place to study ahead of the winter examinations, its director announced at a meeting with parents.
            Seats on the third and fourth floors can be booked online a day ahead, up to four hours at a time, and 120 places will be kept free for those who simply walk in. Hot water and blankets are provided.
            Last winter more than 900 readers a day used the reading rooms in January, and many were turned away in the evenings. Volunteers from two universities will help to keep order and answer questions.
            The longer hours end with the start of the spring festival, when the building closes for a week for repairs to its heating.
            """, Day),
    ];

    private static readonly string[] Forms =
    [
        "【大风预警】市气象台{0}日{1}时发布：受冷空气影响，预计{0}日夜间到次日白天，我市偏北风{2}到{3}级，阵风{4}级，最低气温将降至零下{5}度，请注意防范并做好农业设施加固，减少户外活动，谨防高空坠物。",
        "寻人启事：{6}，{7}，{8}岁，身高1米{9}，于11月{0}日{1}时许在{10}附近走失，走失时身穿{11}上衣、黑色裤子，有知情者请与家属{12}联系，电话137{13}，必有重谢，望好心人转发扩散。",
        "停水通知：因管线检修，定于11月{0}日{1}时至{2}时对{10}沿线停水，影响{14}户，请广大用户提前做好储水准备，停水期间请关好阀门，恢复供水后先放净余水，咨询电话0537-2{13}。",
        "Road closure: {10} Street will be closed to traffic from {1} am on November {0} until {2} pm on November {15} while contractor crew {14} replaces {5} metres of water main. Bus {3} will be diverted. Call 555-{13} with questions about access.",
    ];

    [Fact]
    public void A_story_is_recognised_although_portals_change_its_text()
    {
        var random = new Random(20261125);
        List<string> missed = [];
        var asked = 0;
        for (var round = 0; round < 5; round++)
        {
            foreach (var report in Reports)
            {
                foreach (var (name, apply) in StoryMutations.Same)
                {
                    asked++;
                    if (!Found(report, apply(report, random)))
                        missed.Add($"{name}: {report.Title}");
                }
            }
        }

        Assert.True(missed.Count <= asked * 0.05, $"{missed.Count} of {asked} missed: {string.Join("; ", missed)}");
    }

    [Fact]
    public void Other_reports_of_the_same_form_are_other_stories()
    {
        var random = new Random(20261125);
        List<StoryText> others = [.. Reports, .. Forms.SelectMany(f => Enumerable.Range(0, 40).Select(_ => Filled(f, random)))];
        foreach (var report in Reports)
        {
            others.AddRange(StoryMutations.Other.Select(o => o.Apply(report, random)).OfType<StoryText>());
        }

        foreach (var language in Reports.GroupBy(r => StoryMutations.IsIdeographic(r.Text)))
            others.Add(StoryMutations.Digest([.. language], random));

        List<string> wrong = [];
        for (var a = 0; a < others.Count; a++)
        {
            for (var b = 0; b < a; b++)
            {
                if (Verdict(others[a], others[b]) is { Same: true } verdict)
                    wrong.Add($"{others[a].Title} ~ {others[b].Title}: {verdict.Reason}");
            }
        }

        Assert.Empty(wrong);
    }

    private const string Child = "陈小舟，男，8岁，身高一米二八，11月22日下午在任城区运河小学门口走失，身穿黄色羽绒服，背蓝色书包。有知情者请联系陈先生，或就近报警，家属万分感谢。";
    private const string Rain = "气象台11月28日16时发布暴雨红色预警信号：预计未来三小时，任城区、兖州区降雨量将达一百毫米以上，可能引发城市内涝，请有关单位做好防范准备，学校停课，请勿外出。";
    private const string Water = "因供水管道检修，定于11月29日8时至18时对太白路沿线停水，影响用户1200户，请广大居民提前储水，停水期间请关好阀门，给您带来不便敬请谅解。";
    private const string Wanted = "公安分局发布悬赏通告：犯罪嫌疑人李大勇，男，34岁，涉嫌故意伤害罪，作案后潜逃。对提供线索协助抓获者奖励两万元，为举报人保密。举报电话110。";
    private const string English = "Police are searching for Tommy Baker, 8, who was last seen on Friday near Riverside Park wearing a red coat and blue jeans. Anyone with information is asked to call the nearest police station at once.";
    private const string Obituary = "讣告：我校退休教师张国栋同志因病医治无效，于11月27日逝世，享年86岁。遗体告别仪式定于11月29日上午在市殡仪馆举行，谨此讣告，请亲友同事周知。";

    [Theory]
    [InlineData("寻人启事", Child, "陈小舟", "王浩宇")]
    [InlineData("寻人启事", Child, "陈小舟", "买买提")]
    [InlineData("寻人启事：走失儿童", Child, "陈小舟，男，8岁", "一名男童，9岁")]
    [InlineData("寻人启事：走失老人", Child, "男，8岁", "女，8岁", "陈小舟，", "一名老人，")]
    [InlineData("寻人启事：走失儿童", Child, "任城区运河小学", "曲阜市杏坛小学", "陈小舟", "一男童")]
    [InlineData("暴雨红色预警", Rain, "任城区、兖州区", "邹城市")]
    [InlineData("暴雨红色预警", Rain, "任城区、兖州区", "泗水、曲阜一带")]
    [InlineData("发布预警信号", Rain, "红色", "橙色")]
    [InlineData("停水通知", Water, "太白路", "建设路")]
    [InlineData("停水通知", Water, "太白路", "红星小区")]
    [InlineData("停水通知", Water, "太白路", "太白东路")]
    [InlineData("停水通知", Water, "南部", "北部", "太白路沿线", "开发区南部")]
    [InlineData("悬赏通告", Wanted, "李大勇", "赵成刚")]
    [InlineData("悬赏通告", Wanted, "李大勇，男，34岁", "刘某，男，52岁")]
    [InlineData("Missing child", English, "Tommy Baker", "Anna Holt")]
    [InlineData("Missing child", English, "Riverside Park", "Mill Lane", "Tommy Baker", "a boy")]
    [InlineData("讣告", Obituary, "张国栋", "李明远")]
    [InlineData("公告", Obituary, "11月29日", "11月30日")]
    public void One_form_filled_in_for_another_person_or_place_is_another_story(
        string title, string text, string filled, string anew, string also = " ", string alsoAnew = " ")
    {
        var (one, other) = (text.Replace(also, alsoAnew, StringComparison.Ordinal), text.Replace(also, alsoAnew, StringComparison.Ordinal).Replace(filled, anew, StringComparison.Ordinal));
        Assert.NotEqual(one, other);

        foreach (var source in (ReadOnlySpan<string>)["a", "b"])
        {
            var verdict = StoryComparison.Compare(Subject(new(title, one, Day), "a"), Subject(new(title, other, Day), source));
            Assert.False(verdict.Same, $"{source}: {verdict.Reason}");
        }
    }

    [Theory]
    [InlineData("寻人启事：陈小舟放学后走失", Child, "急寻8岁男孩陈小舟", "某某网济宁11月22日讯 " + Child + "\n来源：济宁晚报")]
    [InlineData("寻人启事：陈小舟放学后走失", Child, "扩散！寻找陈小舟", "本报讯（记者 张三）" + Child + "（责任编辑：王五）")]
    [InlineData("济宁市气象台发布暴雨红色预警", "市" + Rain, "暴雨红色预警！请勿外出", "记者从市气象台获悉，市" + Rain)]
    [InlineData("太白路停水通知", Water, "停水提醒：明天太白路停水", "济宁市自来水公司：" + Water + "\n（运河新闻网）")]
    [InlineData("悬赏通告：通缉李大勇", "任城区" + Wanted, "任城警方悬赏两万元通缉李大勇", "中新网济宁11月28日电 任城区" + Wanted)]
    [InlineData("Missing: 8-year-old Tommy Baker", English, "Help find Tommy Baker", "RIVERSIDE, Nov 28 (Agency) -- " + English + " Source: Riverside Times")]
    public void A_repost_of_a_notice_with_its_portals_dateline_title_and_credits_is_the_same_story(string title, string text, string otherTitle, string other) =>
        Assert.True(Verdict(new(title, text, Day), new(otherTitle, other, Day)) is { Same: true }, Verdict(new(title, text, Day), new(otherTitle, other, Day)).Reason);

    [Theory]
    [InlineData("万分感谢", "感激不尽")]
    [InlineData("羽绒服", "棉服")]
    [InlineData("书包", "书色")]
    [InlineData("有知情者请联系陈先生，或就近报警，家属万分感谢。", "")]
    public void A_slip_put_right_in_a_notice_of_the_same_person_is_no_other_story(string before, string after) =>
        Assert.True(Verdict(new("寻人启事：陈小舟走失", Child, Day), new("寻人启事：陈小舟走失", Child.Replace(before, after, StringComparison.Ordinal), Day)).Same);

    private static StoryText Filled(string form, Random r)
    {
        string[] surnames = ["张", "王", "李", "赵", "陈", "刘", "孙", "周"], names = ["秀兰", "建国", "小明", "玉梅", "志强", "桂英"], places = ["古槐路", "太白楼", "建设路", "红星小区", "运河广场", "Mill", "Canal", "Station"];
        var text = string.Format(
            System.Globalization.CultureInfo.InvariantCulture, form,
            r.Next(1, 29), r.Next(6, 12), r.Next(13, 18), r.Next(4, 6), r.Next(7, 10), r.Next(1, 12),
            surnames[r.Next(8)] + names[r.Next(6)], r.Next(2) == 0 ? "男" : "女", r.Next(5, 90), r.Next(50, 90), places[r.Next(8)],
            new[] { "红色", "蓝色", "灰色", "白色" }[r.Next(4)], surnames[r.Next(8)] + names[r.Next(6)], r.Next(1_000_000, 9_999_999), r.Next(100, 9_000), r.Next(1, 30));
        return new StoryText(text[..12], text, Day.AddDays(r.Next(3)));
    }

    /// <summary>Returns whether two texts share a fingerprint, as candidates must, and the comparison joins them.</summary>
    private static bool Found(StoryText one, StoryText other) =>
        StorySketch.Compute(Subject(one, "a").Text).Intersect(StorySketch.Compute(Subject(other, "b").Text)).Any() && Verdict(one, other).Same;

    private static StoryVerdict Verdict(StoryText one, StoryText other) => StoryComparison.Compare(Subject(one, "a"), Subject(other, "b"));

    private static StorySubject Subject(StoryText story, string source) => new(source, story.Title, story.Text, story.PublishedAt, null, null);
}
