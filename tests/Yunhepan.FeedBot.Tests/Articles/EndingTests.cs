using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Ending;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Takedowns;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>An alert ends only if its source says so about this person or warning.</summary>
public sealed class EndingTests(TestDatabases databases)
{
    private const string MissingTitle = "寻人启事：陈小舟放学后走失";
    private const string MissingText = "陈小舟，男，8岁，身高一米二八，11月22日下午在任城区运河小学门口走失。\n身穿黄色羽绒服。联系人：陈先生 0537-555-0142。";
    private const string WarningTitle = "济宁市气象台发布暴雨红色预警信号";
    private const string WarningText = "预计未来3小时任城区降雨量将达100毫米以上，请注意防范。";
    private const string WantedTitle = "悬赏通告：通缉在逃人员李大勇";
    private const string WantedText = "犯罪嫌疑人李大勇，男，34岁，涉嫌故意伤害在逃。提供线索者奖励两万元。";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("【已找到】寻人启事：陈小舟放学后走失", "", AlertEnd.Found)]
    [InlineData(MissingTitle, "\n更新：孩子已于今晚平安回家，感谢大家。", AlertEnd.Found)]
    [InlineData(MissingTitle, "\n11月23日消息：陈小舟已找到，请停止转发。", AlertEnd.Found)]
    [InlineData(MissingTitle, "\n最新消息，孩子已被民警找回，与家人团聚。", AlertEnd.Found)]
    [InlineData(MissingTitle, "\n令人痛心，孩子已找到，不幸溺亡。", AlertEnd.SearchOver)]
    [InlineData(MissingTitle, "\n孩子已經找到，謝謝大家。", AlertEnd.Found)]
    [InlineData(MissingTitle, "\n已尋回", AlertEnd.Found)]
    [InlineData(MissingTitle, "\n孩子已尋獲，但已遇難。", AlertEnd.SearchOver)]
    [InlineData(MissingTitle, "\n聽說孩子已經找到。", null)]
    [InlineData(MissingTitle, "\n【已寻获】", AlertEnd.Found)]
    [InlineData(MissingTitle, "\n孩子已安全回家。", AlertEnd.Found)]
    [InlineData(MissingTitle, "\n孩子去年因走失被民警找到过。", null)]
    [InlineData(MissingTitle, "\n尚未尋回。", null)]
    [InlineData(MissingTitle, "\n截至发稿，孩子尚未找到，搜寻仍在继续。", null)]
    [InlineData(MissingTitle, "\n家属仍未找到孩子。", null)]
    [InlineData(MissingTitle, "\n希望孩子早日平安回家。", null)]
    [InlineData(MissingTitle, "\n如已找到请告知民警。", null)]
    [InlineData(MissingTitle, "\n网传孩子已经找到，警方称不实。", null)]
    [InlineData(MissingTitle, "\n另一名走失的王浩宇已平安回家。", null)]
    [InlineData(MissingTitle, "\n昨天报道的老人周桂兰已找到。", null)]
    [InlineData(MissingTitle, "\n兖州区走失的孩子已平安回家。", null)]
    [InlineData(MissingTitle, "\n有消息请联系平安派出所。", null)]
    [InlineData(MissingTitle, "\n孩子的书包已解除封存。", null)]
    [InlineData(MissingTitle, "\n他已找到工作的父亲正在赶回。", null)]
    [InlineData(MissingTitle, "\n警方已在河边找到孩子的鞋。", null)]
    [InlineData(MissingTitle, "\n目前已找到目击者两名。", null)]
    [InlineData(MissingTitle, "\n陈小舟的同学王浩宇已平安回家。", null)]
    [InlineData(MissingTitle, "\n是否已找到，警方未回应。", null)]
    [InlineData(MissingTitle, "\n孩子被找到的可能性很大。", null)]
    [InlineData(MissingTitle, "\n愿小舟已平安回家的消息早点传来。", null)]
    [InlineData(MissingTitle, "\n孩子在兖州区被找到，已平安回家。", AlertEnd.Found)]
    [InlineData(MissingTitle, "\n走失人员已找到，本启事作废。", AlertEnd.Found)]
    [InlineData(MissingTitle, "\n家人苦盼他平安归来。", null)]
    [InlineData(MissingTitle, "\n请大家转发，帮助孩子平安回家。", null)]
    [InlineData(MissingTitle, "\n让我们一起带小舟平安回家！", null)]
    [InlineData(MissingTitle, "\n小舟，全城等你平安回家。", null)]
    [InlineData(MissingTitle, "\n孩子的母亲已回到家中等候消息。", null)]
    [InlineData(MissingTitle, "\n其父亲已平安到家，正在配合警方。", null)]
    [InlineData(MissingTitle, "\n警方已找到最后见到孩子的人。", null)]
    [InlineData(MissingTitle, "\n目前已找到孩子的行动轨迹。", null)]
    [InlineData(MissingTitle, "\n孩子曾于11月20日平安回家，昨日再次走失。", null)]
    [InlineData(MissingTitle, "\n孩子的手机已被找到。", null)]
    [InlineData(MissingTitle, "\n河边发现一具男性遗体，身份有待核实。", null)]
    [InlineData(MissingTitle, "\n夜间搜寻已停止，明早将继续。", null)]
    [InlineData(MissingTitle, "\n孩子已找回，目前平安。", AlertEnd.Found)]
    [InlineData(MissingTitle, "\n最新：人已平安。", AlertEnd.Found)]
    [InlineData(MissingTitle, "\n陈小舟现已平安，感谢大家。", AlertEnd.Found)]
    [InlineData(MissingTitle, "\n民警已将孩子平安送回家。", AlertEnd.Found)]
    [InlineData(MissingTitle, "\n孩子已找到并交给家属。", AlertEnd.Found)]
    [InlineData(MissingTitle, "\n孩子已被家人接回家。", AlertEnd.Found)]
    [InlineData(MissingTitle, "\n走失的陈小舟已于今晨在兖州区找到。", AlertEnd.Found)]
    [InlineData("【已寻到】" + MissingTitle, "", AlertEnd.Found)]
    [InlineData("【已归家】" + MissingTitle, "", AlertEnd.Found)]
    [InlineData(MissingTitle + "（人已平安到家，感谢扩散）", "", AlertEnd.Found)]
    [InlineData(MissingTitle + "——找到啦", "", AlertEnd.Found)]
    [InlineData(MissingTitle + "（结案）", "\n孩子已由奶奶领回。", AlertEnd.SearchOver)]
    [InlineData(MissingTitle, "\n更新：小舟今早在同学家被找到，一切平安。", AlertEnd.Found)]
    [InlineData(MissingTitle, "\n谢谢各位，人已接到。", AlertEnd.Found)]
    [InlineData(MissingTitle, "\n目前孩子已与父母取得联系，平安无事。", AlertEnd.Found)]
    [InlineData(MissingTitle, "\n走失时陪着他的外婆已平安回家。", null)]
    [InlineData(MissingTitle, "\n陈小舟的表哥已找到，正在配合调查。", null)]
    [InlineData(MissingTitle, "\n陈小舟走失前骑的单车已找到。", null)]
    [InlineData(MissingTitle, "\n路口监控已找到，画面里有他。", null)]
    [InlineData(MissingTitle, "\n两名搜救志愿者已安全返回驻地。", null)]
    [InlineData(MissingTitle, "\n与他同行的小狗已平安到家。", null)]
    [InlineData(MissingTitle, "\n有人冒充民警说人已找到，请勿相信。", null)]
    [InlineData(MissingTitle, "\n网上流传的“陈小舟已找到”是假的。", null)]
    [InlineData(MissingTitle, "\n此前消息称孩子已找到。经核实，该消息不实。", null)]
    [InlineData("【未找到】" + MissingTitle, "", null)]
    public void A_missing_person_is_found_when_the_article_says_so_of_this_one(string title, string added, AlertEnd? end) =>
        Assert.Equal(end, AlertEndings.ReadEdit(MissingTitle, MissingText, title, MissingText + added)?.End);

    [Theory]
    [InlineData("\n16时30分，济宁市气象台解除暴雨红色预警信号。", AlertEnd.Lifted)]
    [InlineData("\n暴雨红色预警现已解除。", AlertEnd.Lifted)]
    [InlineData("\n氣象台預計今晚解除暴雨紅色預警。", null)]
    [InlineData("\n氣象台將適時解除暴雨紅色預警信號。", null)]
    [InlineData("\n氣象台已解除暴雨紅色預警信號。", AlertEnd.Lifted)]
    [InlineData("\n暴雨预警信号由红色降为蓝色。", AlertEnd.Lowered)]
    [InlineData("\n18时暴雨红色预警降级为黄色预警。", AlertEnd.Lowered)]
    [InlineData("\n暴雨红色预警仍未解除。", null)]
    [InlineData("\n预警解除前请不要外出。", null)]
    [InlineData("\n预计明天将解除暴雨预警。", null)]
    [InlineData("\n景区同意解除合同。", null)]
    [InlineData("\n大风蓝色预警已解除。", null)]
    [InlineData("\n暴雨橙色预警解除，升级为红色预警。", null)]
    [InlineData("\n邹城市暴雨红色预警已解除。", null)]
    [InlineData("\n交通管制已解除，暴雨红色预警持续。", null)]
    [InlineData("\n学校解除停课，暴雨红色预警仍然生效。", null)]
    [InlineData("\n何时解除预警将另行通知。", null)]
    [InlineData("\n今日15时，暴雨红色预警信号变更为暴雨黄色预警信号。", AlertEnd.Lowered)]
    [InlineData("\n暴雨红色预警解除后，请检查房屋。", null)]
    [InlineData("\n请在接到解除暴雨红色预警通知后再返回。", null)]
    [InlineData("\n气象台将视情解除暴雨红色预警。", null)]
    [InlineData("\n暴雨红色预警适时解除。", null)]
    [InlineData("\n解除暴雨红色预警的条件尚不具备。", null)]
    [InlineData("\n现将暴雨红色预警信号予以解除。", AlertEnd.Lifted)]
    [InlineData("\n该暴雨红色预警信号已撤回。", AlertEnd.Lifted)]
    [InlineData("\n暴雨红色预警信号停止。", AlertEnd.Lifted)]
    [InlineData("\n暴雨红色预警期间，两处路口解除交通管制。", null)]
    [InlineData("\n暴雨红色预警期间三条道路解除交通管制。", null)]
    [InlineData("\n暴雨红色预警区域内的群众已撤回安置点。", null)]
    [InlineData("\n暴雨红色预警停止一切户外活动。", null)]
    [InlineData("\n学校取消暴雨红色预警日的考试。", null)]
    public void A_warning_ends_when_this_one_is_lifted_or_lowered(string added, AlertEnd? end) =>
        Assert.Equal(end, AlertEndings.ReadEdit(WarningTitle, WarningText, WarningTitle, WarningText + added)?.End);

    [Theory]
    [InlineData("\n11月23日，李大勇已被抓获归案。", AlertEnd.Caught)]
    [InlineData("\n更新：嫌疑人落网。", AlertEnd.Caught)]
    [InlineData("\n李大勇迫于压力，今天上午主动投案。", AlertEnd.Caught)]
    [InlineData("\n李大勇已到案。", AlertEnd.Caught)]
    [InlineData("\n11月23日上午，李大勇主动到案。", AlertEnd.Caught)]
    [InlineData("\n犯罪嫌疑人李大勇到案。", AlertEnd.Caught)]
    [InlineData("\n李大勇至今未到案。", null)]
    [InlineData("\n同案犯王刚已到案，李大勇仍在逃。", null)]
    [InlineData("\n敦促其尽快投案自首。", null)]
    [InlineData("\n警方将继续抓捕，直至李大勇到案。", null)]
    [InlineData("\n李大勇被依法刑事拘留。", AlertEnd.Caught)]
    [InlineData("\n凡提供线索协助抓获的，奖励五万元。", null)]
    [InlineData("\n李大勇的弟弟已被刑事拘留。", null)]
    [InlineData("\n其妻子因窝藏已被抓获。", null)]
    [InlineData("\n李大勇现已被警方抓获。", AlertEnd.Caught)]
    [InlineData("\n我局将李大勇抓获归案。", AlertEnd.Caught)]
    [InlineData("\n李大勇已向派出所自首。", AlertEnd.Caught)]
    [InlineData("\n李大勇拒捕，已被警方击毙。", AlertEnd.SearchOver)]
    [InlineData("\n嫌疑人李大勇死亡。", AlertEnd.SearchOver)]
    [InlineData("\n凡将李大勇抓获归案的，给予重奖。", null)]
    [InlineData("\n警方抓获一名与李大勇同名的男子。", null)]
    [InlineData("\n李大勇同伙落网。", null)]
    [InlineData("\n其姐夫已被控制。", null)]
    [InlineData("\n李大勇涉嫌致两人死亡。", null)]
    public void A_wanted_notice_ends_when_the_text_says_that_this_person_was_caught(string added, AlertEnd? end) =>
        Assert.Equal(end, AlertEndings.ReadEdit(WantedTitle, WantedText, WantedTitle, WantedText + added)?.End);

    [Theory]
    [InlineData("Missing: Tom Barker, 9", "Tom Barker was last seen on Mill Road.", "\nUpdate: Tom Barker has been found safe.", AlertEnd.Found)]
    [InlineData("Missing: Tom Barker, 9", "Tom Barker was last seen on Mill Road.", "\nTom has not been found.", null)]
    [InlineData("Missing: Tom Barker, 9", "Tom Barker was last seen on Mill Road.", "\nPlease call us when he is found safe.", null)]
    [InlineData("Missing: Tom Barker, 9", "Tom Barker was last seen on Mill Road.", "\nAnna Holt was found safe yesterday.", null)]
    [InlineData("Red storm warning for the coast", "Stay indoors.", "\nThe storm warning has been lifted.", AlertEnd.Lifted)]
    [InlineData("Red storm warning for the coast", "Stay indoors.", "\nThe storm warning has not been lifted.", null)]
    [InlineData("Red storm warning for the coast", "Stay indoors.", "\nStay in until the storm warning is lifted.", null)]
    [InlineData("Red storm warning for the coast", "Stay indoors.", "\nThe storm warning was downgraded to yellow.", AlertEnd.Lowered)]
    [InlineData("Wanted: Victor Crane", "Victor Crane, 41, escaped on Monday.", "\nVictor Crane was arrested this morning.", AlertEnd.Caught)]
    [InlineData("Wanted: Victor Crane", "Victor Crane, 41, escaped on Monday.", "\nVictor Crane is still at large.", null)]
    [InlineData("Missing: Tom Barker, 9", "Tom Barker was last seen on Mill Road.", "\nThe search continues until Tom Barker is found.", null)]
    [InlineData("Missing: Tom Barker, 9", "Tom Barker was last seen on Mill Road.", "\nTom Barker was found missing from his bed.", null)]
    [InlineData("Missing: Tom Barker, 9", "Tom Barker was last seen on Mill Road.", "\nBring Tom Barker home safely.", null)]
    [InlineData("Missing: Tom Barker, 9", "Tom Barker was last seen on Mill Road.", "\nTom Barker's mother has returned home.", null)]
    [InlineData("Missing: Tom Barker, 9", "Tom Barker was last seen on Mill Road.", "\nHis bicycle has been found in a ditch.", null)]
    [InlineData("Missing: Tom Barker, 9", "Tom Barker was last seen on Mill Road.", "\nTom Barker is home safe.", AlertEnd.Found)]
    [InlineData("Red storm warning for the coast", "Stay indoors.", "\nReturn only after the storm warning has been lifted.", null)]
    [InlineData("Red storm warning for the coast", "Stay indoors.", "\nNobody knows before the storm warning is lifted.", null)]
    [InlineData("Wanted: Victor Crane", "Victor Crane, 41, escaped on Monday.", "\nVictor Crane's brother was arrested.", null)]
    [InlineData("Missing: Tom Barker, 9", "Tom Barker was last seen on Mill Road.", "\nTom was recovered safely this morning.", AlertEnd.Found)]
    [InlineData("Missing: Tom Barker, 9", "Tom Barker was last seen on Mill Road.", "\nTwo witnesses have been located.", null)]
    [InlineData("Missing: Tom Barker, 9", "Tom Barker was last seen on Mill Road.", "\nReports that Tom Barker was found are false.", null)]
    [InlineData("Missing: Tom Barker, 9", "Tom Barker was last seen on Mill Road.", "\nThe driver of a taxi has been found.", null)]
    [InlineData("Missing: Tom Barker, 9", "Tom Barker was last seen on Mill Road.", "\nTom Barker is no longer missing.", AlertEnd.Found)]
    [InlineData("Missing: Tom Barker, 9", "Tom Barker was last seen on Mill Road.", "\nHe has been reunited with his family.", AlertEnd.Found)]
    [InlineData("Missing: Tom Barker, 9", "Tom Barker was last seen on Mill Road.", "\nPolice have located Tom Barker safe and well.", AlertEnd.Found)]
    [InlineData("Missing: Tom Barker, 9", "Tom Barker was last seen on Mill Road.", "\nThe 9-year-old has been traced safe and well.", AlertEnd.Found)]
    [InlineData("Missing: Tom Barker, 9", "Tom Barker was last seen on Mill Road.", "\nWe are pleased to say that Tom has been found.", AlertEnd.Found)]
    [InlineData("Missing: Tom Barker, 9", "Tom Barker was last seen on Mill Road.", "\nPolice have found his coat safe in a locker.", null)]
    [InlineData("Missing: Tom Barker, 9", "Tom Barker was last seen on Mill Road.", "\nPolice have found Anna Holt safe and well.", null)]
    [InlineData("Missing: Tom Barker, 9", "Tom Barker was last seen on Mill Road.", "\nTom was found safe in 2024 after two days in the woods.", null)]
    [InlineData("Red storm warning for the coast", "Stay indoors.", "\nCANCELLED: red storm warning for the coast", AlertEnd.Lifted)]
    [InlineData("Red storm warning for the coast", "Stay indoors.", "\nThe storm warning is no longer in force.", AlertEnd.Lifted)]
    [InlineData("Red storm warning for the coast", "Stay indoors.", "\nThe storm warning has been stood down.", AlertEnd.Lifted)]
    [InlineData("Red storm warning for the coast", "Stay indoors.", "\nThe storm warning is in force until noon.", null)]
    [InlineData("Wanted: Victor Crane", "Victor Crane, 41, escaped on Monday.", "\nVictor Crane is now in custody.", AlertEnd.Caught)]
    [InlineData("Wanted: Victor Crane", "Victor Crane, 41, escaped on Monday.", "\nCrane surrendered to police.", AlertEnd.Caught)]
    [InlineData("Wanted: Victor Crane", "Victor Crane, 41, escaped on Monday.", "\nCrane was recaptured last night.", AlertEnd.Caught)]
    [InlineData("Wanted: Victor Crane", "Victor Crane, 41, escaped on Monday.", "\nCAUGHT: Victor Crane", AlertEnd.Caught)]
    [InlineData("Wanted: Victor Crane", "Victor Crane, 41, escaped on Monday.", "\nCrane was arrested in 2019 for theft.", null)]
    [InlineData("Wanted: Victor Crane", "Victor Crane, 41, escaped on Monday.", "\nCrane was previously arrested for theft.", null)]
    [InlineData("Wanted: Victor Crane", "Victor Crane, 41, escaped on Monday.", "\nAnother suspect is now in custody.", null)]
    [InlineData("Wanted: Victor Crane", "Victor Crane, 41, escaped on Monday.", "\nCrane escaped from custody.", null)]
    public void English_notices_end_in_the_same_way(string title, string text, string added, AlertEnd? end) =>
        Assert.Equal(end, AlertEndings.ReadEdit(title, text, title, text + added)?.End);

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_notice_of_the_same_source_ends_the_alert_that_it_names_and_no_other(DatabaseEngine engine)
    {
        await using var rig = await StartAsync(engine);
        var (source, other) = (rig.Source("/feed"), rig.Source("/other", "other"));
        await rig.AppendAsync(source, Item("1", MissingTitle, MissingText), Item("2", "寻人启事：八旬老人周桂兰走失", "周桂兰，女，81岁，11月21日在任城区走失。"));
        await rig.AppendAsync(source, Item("3", WarningTitle, WarningText), Item("4", WantedTitle, WantedText));
        await rig.AppendAsync(other, Item("5", "陈小舟已找到", "另一家网站说，陈小舟已找到。"));
        Assert.All(await AllAsync(rig), a => Assert.False(a.HasEnded, a.Title));

        await rig.AppendAsync(source, Item("6", "好消息！陈小舟已平安回家", "昨晚，走失的陈小舟已平安回家，感谢市民。"));
        await rig.AppendAsync(source, Item("7", "济宁市气象台解除暴雨红色预警信号", "济宁市气象台11月23日18时解除暴雨红色预警信号。"));
        await rig.AppendAsync(source, Item("8", "在逃人员李大勇落网", "经过三天追捕，李大勇已落网。"));

        var all = await AllAsync(rig);
        Assert.Equal((AlertEnd.Found, AlertEnd.Lifted, AlertEnd.Caught), (End("1"), End("3"), End("4")));
        Assert.Null(End("2"));
        // None of them is urgent any more, nor is the article that reports the end.
        Assert.Equal(["2"], all.Where(a => a.Priority == Priority.Urgent).Select(a => a.Identity[^1..]));
        Assert.Equal("notice: 好消息！陈小舟已平安回家", all.Single(a => a.Identity.EndsWith('1')).EndedReason);
        Assert.Equal(3, (await rig.LogAsync()).Count(l => l.Revision is { Kind: RevisionKind.Corrected, Alerting: true } && l.Revision.Changes.Exists(c => c.Field == ChangedField.End)));

        AlertEnd? End(string id) => all.Single(a => a.Identity.EndsWith("/" + id, StringComparison.Ordinal)).EndedAs;
    }

    [Theory]
    [InlineData("走失老人已找到", "今天，一位走失的老人已平安回家。")]
    [InlineData("王浩宇已平安回家", "走失两天的王浩宇已平安回家，同学陈小舟的家人送来了锦旗。")]
    [InlineData("邹城市解除暴雨红色预警", "邹城市气象台解除暴雨红色预警信号。")]
    [InlineData("济宁市气象台解除大风蓝色预警信号", "济宁市气象台解除大风蓝色预警信号。")]
    [InlineData("济宁市暴雨橙色预警升级为红色", "济宁市气象台解除暴雨橙色预警，升级为暴雨红色预警信号。")]
    [InlineData("李大勇案仍在侦办", "警方表示，李大勇仍未到案。")]
    [InlineData("李大勇案两名同伙落网", "同伙孙小虎已落网，警方继续追捕。")]
    [InlineData("祝愿平安", "愿所有走失的孩子早日平安回家，陈小舟也能被找到。")]
    [InlineData("公司与陈小舟家属解除合同", "双方已解除合同。")]
    [InlineData("寻找陈小舟第三天：盼你平安回家", "志愿者们一起帮助陈小舟平安回家。")]
    [InlineData("陈小舟走失第三天", "警方已找到陈小舟的书包。陈小舟的父亲已回到家中。")]
    [InlineData("李大勇案进展", "李大勇的弟弟已被刑事拘留。")]
    [InlineData("陈小舟的伯父已找到", "失踪男孩陈小舟的伯父已找到，孩子还没有消息。")]
    [InlineData("陈小舟走失时坐的公交车已找到", "司机正在配合警方。")]
    [InlineData("走失男孩陈小舟的同伴已找到", "与陈小舟一同外出的两名同伴已平安回家，陈小舟仍下落不明。")]
    [InlineData("网传陈小舟已找到系谣言", "警方辟谣，目前仍在全力搜寻。")]
    [InlineData("警方抓获李大勇的同乡", "涉嫌窝藏李大勇的同乡已被抓获，李大勇仍在逃。")]
    [InlineData("济宁市暴雨红色预警期间两座桥解除交通管制", "两座桥解除交通管制，暴雨仍在持续。")]
    [InlineData("暴雨红色预警解除后该做什么", "济宁市暴雨红色预警解除后，请检查房屋。")]
    [InlineData("走失老人陈小舟已找到", "七十二岁的陈小舟昨夜在车站平安找到。")]
    [InlineData("陈小舟已平安回家", "走失的陈小舟，74岁，昨夜已平安回家。")]
    [InlineData("邹城市气象台解除暴雨红色预警", "邹城市气象台解除暴雨红色预警信号，济宁市暴雨红色预警继续生效。")]
    public async Task What_speaks_of_another_or_of_a_hope_ends_nothing(string title, string text)
    {
        await using var rig = await StartAsync(DatabaseEngine.Sqlite);
        var source = rig.Source("/feed");
        await rig.AppendAsync(source, Item("1", MissingTitle, MissingText), Item("2", WarningTitle, WarningText), Item("3", WantedTitle, WantedText));
        await rig.AppendAsync(source, Item("4", title, text));
        Assert.All(await AllAsync(rig), a => Assert.False(a.HasEnded, $"{a.Title}: {a.EndedReason}"));
    }

    [Theory]
    [InlineData("1", "陈小舟找到了", "走失男孩陈小舟刚刚被民警送回家。")]
    [InlineData("1", "陈小舟已安全", "家属来电，孩子已接到。")]
    [InlineData("2", "暴雨红色预警撤回", "济宁市气象台撤回暴雨红色预警。")]
    [InlineData("2", "Rainstorm warning for 济宁 lifted", "The red rainstorm warning has been lifted.")]
    [InlineData("3", "警情通报", "11月24日，潜逃多日的犯罪嫌疑人李大勇在邻市被抓获。")]
    [InlineData("3", "李大勇案通报", "警方通报，李大勇已于昨晚到案。")]
    [InlineData("3", "悬赏撤销公告", "犯罪嫌疑人李大勇已主动投案，现撤销悬赏。")]
    public async Task The_end_is_recognised_in_many_wordings(string ended, string title, string text)
    {
        await using var rig = await StartAsync(DatabaseEngine.Sqlite);
        var source = rig.Source("/feed");
        await rig.AppendAsync(source, Item("1", MissingTitle, MissingText), Item("2", WarningTitle, WarningText), Item("3", WantedTitle, WantedText));
        await rig.AppendAsync(source, Item("4", title, text));
        Assert.Equal(ended, Assert.Single(await AllAsync(rig), a => a.HasEnded).Identity[^1..]);
    }

    [Theory]
    [InlineData("兖州区气象台解除暴雨红色预警", "兖州区气象台解除暴雨红色预警信号，任城区暴雨红色预警继续生效。", false)]
    [InlineData("兖州区解除暴雨红色预警", "兖州区暴雨红色预警解除。", false)]
    [InlineData("任城区、兖州区解除暴雨红色预警", "任城区、兖州区暴雨红色预警解除。", true)]
    [InlineData("暴雨红色预警解除", "雨已停，暴雨红色预警解除。", true)]
    public async Task A_warning_for_several_districts_is_over_when_it_is_in_all_of_them(string title, string text, bool isOver)
    {
        foreach (var (warning, said) in new[] { ("任城区、兖州区气象台发布暴雨红色预警", "请注意防范。"), ("发布暴雨红色预警信号", "预计任城区和兖州区有暴雨，请注意防范。") })
        {
            await using var rig = await StartAsync(DatabaseEngine.Sqlite);
            await rig.AppendAsync(rig.Source("/feed"), Item("1", warning, said));
            await rig.AppendAsync(rig.Source("/feed"), Item("2", title, text));
            Assert.Equal(isOver, (await AllAsync(rig)).Single(a => a.Title == warning).HasEnded);
        }
    }

    [Theory]
    [InlineData("陈小舟已找到", "走失的8岁男孩陈小舟已平安回家，32岁的民警张强把他送到家门口。")]
    [InlineData("陈小舟平安回家", "一位老人发现了陈小舟，陈小舟已平安回家。")]
    [InlineData("陈小舟已找到", "走失的陈小舟已平安回家。一同走失的72岁的奶奶周桂兰也已找到。")]
    public async Task Ages_of_others_do_not_hold_back_a_good_end(string title, string text)
    {
        await using var rig = await StartAsync(DatabaseEngine.Sqlite);
        await rig.AppendAsync(rig.Source("/feed"), Item("1", MissingTitle, MissingText));
        await rig.AppendAsync(rig.Source("/feed"), Item("2", title, text));
        Assert.True((await AllAsync(rig))[0].HasEnded);
    }

    [Fact]
    public async Task The_end_of_one_search_leaves_another_of_the_same_form_alone()
    {
        await using var rig = await StartAsync(DatabaseEngine.Sqlite);
        const string Words = "，男，8岁，身高1.3米，11月28日下午放学后未归，走失时身穿红色上衣，蓝色裤子，请知情者速与110联系，家属必有重谢，望扩散转发。";
        await rig.AppendAsync(rig.Source("/a", "a"), Item("a/1", "寻人启事", "陈小舟" + Words));
        await rig.AppendAsync(rig.Source("/b", "b"), Item("b/1", "寻人启事", "王浩宇" + Words));
        await rig.AppendAsync(rig.Source("/c", "c"), Item("c/1", "寻人启事", "陈小舟" + Words));
        var before = await AllAsync(rig);
        Assert.Equal(before[0].StoryId, before[2].StoryId);
        Assert.Equal((false, Priority.Urgent), (before[1].IsRepost, before[1].Priority));

        await rig.AppendAsync(rig.Source("/a", "a"), Item("a/1", "【已找到】寻人启事", "陈小舟" + Words));

        Assert.Equal([AlertEnd.Found, null, AlertEnd.Found], (await AllAsync(rig)).Select(a => a.EndedAs));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_edit_ends_it_and_another_that_takes_the_words_back_makes_it_urgent_again(DatabaseEngine engine)
    {
        await using var rig = await StartAsync(engine);
        var source = rig.Source("/feed");
        await rig.AppendAsync(source, Item("1", MissingTitle, MissingText));
        Assert.Equal(Priority.Urgent, (await AllAsync(rig)).Single().Priority);
        rig.Time.Advance(TimeSpan.FromMinutes(30));
        await rig.AppendAsync(source, Item("1", "【已找到】" + MissingTitle, MissingText));
        var ended = (await AllAsync(rig)).Single();
        Assert.Equal((true, AlertEnd.Found, Priority.Normal), (ended.HasEnded, ended.EndedAs, ended.Priority));

        await rig.AppendAsync(source, Item("1", MissingTitle, MissingText + "\n更正：此前消息有误，搜寻仍在继续。"));
        var again = (await AllAsync(rig)).Single();
        Assert.Equal((false, null, Priority.Urgent), (again.HasEnded, again.EndedAs, again.Priority));
    }

    [Fact]
    public async Task What_says_in_its_title_that_it_is_over_when_it_is_first_seen_is_no_alert()
    {
        await using var rig = await StartAsync(DatabaseEngine.Sqlite);
        await rig.AppendAsync(rig.Source("/feed"), Item("1", "【已找到】" + MissingTitle, MissingText), Item("2", "寻人启事：孙小雨走失", "孙小雨，女，6岁。此前走失的孩子已平安回家。"));
        var all = await AllAsync(rig);
        Assert.Equal((Priority.Normal, false), (all[0].Priority, all[0].HasEnded));
        Assert.Equal(Priority.Urgent, all[1].Priority);
    }

    [Theory]
    [InlineData("寻人｜请帮助这位走失老人平安回家")]
    [InlineData("急寻！家人盼8岁走失男孩平安归来")]
    [InlineData("爱心接力，带走失的小雨平安回家")]
    [InlineData("扩散寻人：走失女孩，等你平安回家")]
    public async Task A_title_that_asks_for_a_good_end_is_as_urgent_as_any(string title)
    {
        await using var rig = await StartAsync(DatabaseEngine.Sqlite);
        await rig.AppendAsync(rig.Source("/feed"), Item("1", title, "孙小雨，女，6岁，昨天下午走失。"));
        Assert.Equal(Priority.Urgent, (await AllAsync(rig)).Single().Priority);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Picture_name_and_telephone_leave_the_store_a_while_after_a_good_end_and_do_not_come_back(DatabaseEngine engine)
    {
        await using var rig = await StartAsync(engine, ("Privacy:ForgetFoundAfter", "2.00:00:00"));
        var source = rig.Source("/feed");
        await rig.AppendAsync(source, Item("1", MissingTitle, MissingText) with { ImageUrl = "http://portal.example/p.jpg", ContentHtml = "<p>陈小舟</p><img src=\"http://portal.example/p.jpg\">" });
        await rig.AppendAsync(source, Item("2", "陈小舟已平安回家", "走失的陈小舟已平安回家。"), Item("3", WarningTitle, WarningText));
        await ForgetAsync(rig);
        Assert.Contains("陈小舟", (await AllAsync(rig))[0].Title, StringComparison.Ordinal);

        rig.Time.Advance(TimeSpan.FromDays(2) + TimeSpan.FromSeconds(1));
        await ForgetAsync(rig);
        await rig.AppendAsync(source, Item("1", MissingTitle, MissingText + "\n已找到。"));
        var all = await AllAsync(rig);
        foreach (var article in all.Take(2))
        {
            Assert.Equal("寻人信息（已找到）", article.Title);
            Assert.DoesNotContain("陈小舟", article.ContentText + article.ContentHtml + article.Summary + article.EndedReason, StringComparison.Ordinal);
            Assert.Null(article.ImageUrl);
        }

        Assert.Equal(WarningTitle, all[2].Title);
        Assert.Empty(await rig.InScopeAsync(s => s.GetRequiredService<Yunhepan.FeedBot.Articles.Searching.ArticleSearch>().FindAsync("陈小舟", ArticleFilter.All, 10, Cancel)));
        Assert.DoesNotContain(await rig.LogAsync(), l => l.Revision.Changes.Exists(c => (c.Before + c.After).Contains("陈小舟", StringComparison.Ordinal)));
        Assert.Empty(await rig.InScopeAsync(s => s.GetRequiredService<ArticlesDb>().Versions.ToListAsync(Cancel)));
    }

    [Theory]
    [InlineData(
        "zh", MissingTitle, MissingText, "\n令人痛心，孩子已找到，不幸溺亡。", "寻人信息（搜寻已结束）", "搜寻已经结束，姓名、照片和联系电话已删除。")]
    [InlineData("zh", WantedTitle, WantedText, "\n李大勇拒捕，已被警方击毙。", "提醒（搜寻已结束）", "搜寻已经结束，姓名、照片和联系电话已删除。")]
    [InlineData(
        "en", MissingTitle, MissingText, "\n令人痛心，孩子已找到，不幸溺亡。", "Missing person (search over)",
        "The search is over. The name, picture and phone number have been removed.")]
    public async Task What_is_left_of_a_search_without_a_good_end_says_that_it_is_over_and_nothing_untrue(
        string language, string title, string text, string end, string left, string words)
    {
        await using var rig = await StartAsync(DatabaseEngine.Sqlite, ("Privacy:ForgetFoundAfter", "2.00:00:00"));
        var source = rig.Source("/feed");
        await rig.AppendAsync(source, Item("1", title, text) with { Language = language });
        await rig.AppendAsync(source, Item("1", title, text + end) with { Language = language });
        Assert.Equal(AlertEnd.SearchOver, (await AllAsync(rig)).Single().EndedAs);

        rig.Time.Advance(TimeSpan.FromDays(2) + TimeSpan.FromSeconds(1));
        await ForgetAsync(rig);

        var article = (await AllAsync(rig)).Single();
        Assert.Equal((left, words, words), (article.Title, article.ContentText, article.Summary));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Who_is_forgotten_is_forgotten_by_the_takedown_of_the_article_too_which_still_knows_its_return(DatabaseEngine engine)
    {
        await using var rig = await StartAsync(engine, ("Privacy:ForgetFoundAfter", "2.00:00:00"));
        var source = rig.Source("/feed");
        await rig.AppendAsync(source, Item("1", MissingTitle, MissingText) with { Id = "tag:1" });
        await rig.AppendAsync(source, Item("2", "陈小舟已平安回家", "走失的陈小舟已平安回家。"));
        var article = (await AllAsync(rig))[0];
        await rig.InScopeAsync(s => s.GetRequiredService<TakedownDesk>().TakeDownAsync(article.PublicId, new TakedownOrder("小吴", "应家属要求"), Cancel));
        rig.Time.Advance(TimeSpan.FromDays(2) + TimeSpan.FromSeconds(1));

        await ForgetAsync(rig);

        var takedown = Assert.Single(await rig.InScopeAsync(s => s.GetRequiredService<ArticlesDb>().Takedowns.AsNoTracking().ToListAsync(Cancel)));
        var act = Assert.Single(await rig.InScopeAsync(s => s.GetRequiredService<TakedownDesk>().TrailAsync(10, Cancel)));
        Assert.DoesNotContain("陈小舟", takedown.Title + takedown.ContentText + act.Title, StringComparison.Ordinal);
        Assert.Equal(("应家属要求", ""), (takedown.Reason, takedown.ContentText));
        // The same address, the same guid, or the same text under another address and title is the article that was taken down. The
        // next case of the same form is not.
        foreach (var back in new[]
        {
            Item("1", MissingTitle, MissingText), Item("other/8", MissingTitle, MissingText + "\n转发扩散。") with { Id = "tag:1" }, Item("other/9", MissingTitle, MissingText) with { Id = "tag:9" },
        })
        {
            await rig.AppendAsync(source, back);
            Assert.DoesNotContain(await AllAsync(rig), a => a.WithdrawnAt is null && a.Title == back.Title);
        }

        var next = Item("3", MissingTitle.Replace("陈小舟", "郑一帆", StringComparison.Ordinal), MissingText.Replace("陈小舟", "郑一帆", StringComparison.Ordinal)) with { Id = "tag:3" };
        Assert.Single((await rig.AppendAsync(source, next)).New);
    }

    private static ArticleDraft Item(string path, string title, string text) => new() { Title = title, ContentText = text, Url = "http://portal.example/" + path };

    private static Task<int> ForgetAsync(ArticlesRig rig) => rig.InScopeAsync(s => s.GetRequiredService<PersonalData>().ForgetAsync(Cancel));

    private static Task<List<Article>> AllAsync(ArticlesRig rig) =>
        rig.InScopeAsync(s => s.GetRequiredService<ArticlesDb>().Articles.AsNoTracking().OrderBy(a => a.Url).ToListAsync(Cancel));

    private async Task<ArticlesRig> StartAsync(DatabaseEngine engine, params (string Key, string Value)[] settings)
    {
        var rig = await ArticlesRig.StartAsync(databases, engine, settings);
        rig.Catalogue = new SourceCatalogue
        {
            Site = new Site(),
            Categories =
            [
                new Category
                {
                    Id = "alerts", Name = new LocalisedName("警示", "Alerts"), Priority = Priority.Urgent,
                    Match = new CategoryMatch { Title = ["寻人", "走失", "预警", "通缉", "在逃", "落网"] },
                },
            ],
        };
        return rig;
    }
}
